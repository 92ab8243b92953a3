using System.Text.RegularExpressions;
using Azure.Identity;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>
/// Tells why signing in failed. What the libraries threw is not kept: it can hold what was sent and what came back.
/// </summary>
internal sealed class SignInFailure(GraphConnectionSettings settings)
{
    private const int LongestReason = 300;

    private static readonly Regex Code = new(@"\bAADSTS\d+", RegexOptions.CultureInvariant);

    public GraphException Of(Exception exception)
    {
        var reason = Redact(Reason(exception));
        var id = exception is CredentialUnavailableException ? ErrorIds.GraphSignInUnavailable : ErrorIds.GraphSignInFailed;
        return new(id, DisplayText.Sentence(exception is CredentialUnavailableException ? ConnectorMessages.SignInUnavailable : ConnectorMessages.SignInFailed, settings.Authentication.ToString(), reason))
        {
            Code = Code.Match(exception.ToString()).Value,
        };
    }

    private string Redact(string text)
    {
        if (settings.Secret is { Length: > 0 } secret)
        {
            var plain = PlainText.Of(secret);
            text = text.Replace(plain, "***").Replace(Uri.EscapeDataString(plain), "***");
        }

        return text.Length > LongestReason ? text.Substring(0, LongestReason) + "…" : text;
    }

    // The authority's sentence when it gives one, wherever the libraries put it; else the first one that says more than that something failed.
    private static string Reason(Exception exception)
    {
        var lines = new List<string>();
        for (var one = exception; one is not null; one = one.InnerException)
        {
            lines.AddRange(one.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
        }

        // What stands before the code is advice of a library about itself.
        return lines.Select(line => Code.Match(line) is { Success: true } code ? line.Substring(code.Index) : null).FirstOrDefault(line => line is not null)
            ?? lines.Find(line => line.Length > 0 && line[line.Length - 1] != ':') ?? "";
    }
}
