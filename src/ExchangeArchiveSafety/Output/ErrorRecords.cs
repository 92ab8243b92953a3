using System.Management.Automation;

namespace ExchangeArchiveSafety.Output;

/// <summary>Makes every error that a cmdlet shows: its id, the category that goes with it, what it is about, and its sentence.</summary>
internal static class ErrorRecords
{
    /// <summary>Shows an error about one thing of several.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="id">One of <see cref="ErrorIds"/>.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="sentence">What happened and what to do.</param>
    /// <param name="inner">What was caught.</param>
    public static void Report(this Cmdlet command, string id, object? target, string sentence, Exception? inner = null) =>
        command.WriteError(Record(id, ErrorKinds.Of(id), target, sentence, inner));

    /// <summary>Shows what failed about one thing of several.</summary>
    public static void Report(this Cmdlet command, ArchiveSafetyException exception, object target) =>
        command.Report(exception.ErrorId, target, exception.Message, exception);

    /// <summary>Shows what failed about the mailbox that somebody named.</summary>
    public static void Report(this Cmdlet command, ExchangeCallException exception, MailboxIdentity identity) =>
        command.Report(MailboxIdentity.Named(exception, identity.Name), identity.Target);

    /// <summary>Ends the cmdlet.</summary>
    /// <returns>Nothing: it is thrown, so that a compiler sees that here is the end.</returns>
    public static Exception Terminating(this Cmdlet command, string id, object? target, string sentence, Exception? inner = null) =>
        command.Terminating(id, ErrorKinds.Of(id), target, sentence, inner);

    /// <summary>Ends the cmdlet with what was caught.</summary>
    public static Exception Terminating(this Cmdlet command, ArchiveSafetyException exception, object? target = null) =>
        command.Terminating(exception.ErrorId, target ?? exception.Target, exception.Message, exception);

    /// <summary>Ends the cmdlet over a path that names no file: whatever is to be done with it, the parameter is wrong.</summary>
    public static Exception NoFilePath(this Cmdlet command, string id, string path, string sentence, Exception? inner = null) =>
        command.Terminating(id, ErrorKind.InvalidArgument, path, sentence, inner);

    private static Exception Terminating(this Cmdlet command, string id, ErrorKind kind, object? target, string sentence, Exception? inner)
    {
        command.ThrowTerminatingError(Record(id, kind, target, sentence, inner));
        throw new InvalidOperationException(sentence, inner);
    }

    private static ErrorRecord Record(string id, ErrorKind kind, object? target, string sentence, Exception? inner) =>
        new(inner ?? new InvalidOperationException(sentence), id, (ErrorCategory)Enum.Parse(typeof(ErrorCategory), kind.ToString()), target) { ErrorDetails = new(sentence) };
}
