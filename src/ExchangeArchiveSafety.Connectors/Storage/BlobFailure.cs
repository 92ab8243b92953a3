using System.Xml;
using Azure;
using Azure.Identity;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>Tells why the service did not do what it was asked for. What the libraries threw is not kept: it can hold what was sent and what came back.</summary>
internal sealed class BlobFailure(BlobAddress address)
{
    private const int LongestReason = 300;

    /// <summary>Whether the service, or what stands before it, gave no answer that can be used; the library reads errors as XML and headers as dates, and throws where they are none.</summary>
    public static bool IsNoAnswer(Exception exception) => exception is RequestFailedException or AggregateException or IOException or HttpRequestException or XmlException or FormatException;

    /// <summary>Asks the service; what fails is told by an id of this module.</summary>
    public T Told<T>(string errorId, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception) when (IsNoAnswer(exception) || exception is AuthenticationFailedException or TaskCanceledException)
        {
            throw Of(errorId, exception);
        }
    }

    public UnusableFileException Of(string errorId, Exception exception)
    {
        var reason = address.Redacted(Reason(exception));
        return exception switch
        {
            RequestFailedException { ErrorCode: "InvalidBlobType" } => Unusable(ErrorIds.JournalNoAppendBlob, ConnectorMessages.JournalNoAppendBlob),
            RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException => Unusable(ErrorIds.JournalAccessDenied, ConnectorMessages.JournalAccessDenied, reason),
            _ => Unusable(errorId, errorId == ErrorIds.JournalNotReadable ? ConnectorMessages.JournalBlobNotReadable : ConnectorMessages.JournalBlobNotWritable, reason),
        };
    }

    public UnusableFileException Unusable(string errorId, string sentence, string reason = "") => new(errorId, address.Shown, DisplayText.Sentence(sentence, address.Shown, reason));

    private static string Reason(Exception exception)
    {
        exception = (exception as AggregateException)?.Flatten().InnerExceptions.LastOrDefault() ?? exception;
        var line = exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim() ?? "";
        var reason = exception is RequestFailedException { Status: > 0 } failed ? failed.Status + " " + failed.ErrorCode + ": " + line : line;
        return reason.Length > LongestReason ? reason.Substring(0, LongestReason) + "…" : reason;
    }
}
