using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>Checks the session of the runspace; nothing is written.</summary>
/// <param name="session">The session; null where there is none that can be told.</param>
/// <param name="why">Why there is none.</param>
internal sealed class SessionReadiness(ExchangeSession? session, string why)
{
    private static readonly string[] OfBatch = ["Identity", "BatchGuid", "Status", "MigrationType", "TotalCount", "StartAfter", "CompleteAfter", "StartDateTime"];
    private static readonly string[] OfUser = ["Identity", "Guid", "MailboxGuid", "BatchId", "BatchGuid", "Status", "CompleteAfter"];

    /// <summary>The checks, one after the other.</summary>
    /// <param name="identity">The mailbox; null for none.</param>
    public IEnumerable<ArchiveSafetyCheck> Checks(string? identity)
    {
        if (session is null)
        {
            return ExchangeReadiness.NoSession(why);
        }

        return ExchangeReadiness.Commands((command, parameter) => parameter is null ? session.Has(command) : session.Has(command, parameter))
            .Prepend(ExchangeReadiness.Session(session.Connection?.ToString() ?? Messages.TenantNotSaid, session.Commands.ToString()))
            .Concat(Asked("Get-MigrationBatch", OfBatch))
            .Concat(Asked("Get-MigrationUser", OfUser))
            .Concat(identity is null ? [] : OfMailbox(identity));
    }

    private IEnumerable<ArchiveSafetyCheck> Asked(string command, string[] properties)
    {
        ArchiveSafetyCheck check;
        try
        {
            check = ExchangeReadiness.Types(command, session!.Call(command).Select(answer => Types(answer, properties)).FirstOrDefault(), "");
        }
        catch (ExchangeCallException exception)
        {
            check = ExchangeReadiness.Types(command, null, exception.Message);
        }

        yield return check;
    }

    // Names of types only: values name people.
    private static string Types(PSObject answer, string[] properties) =>
        string.Join(", ", properties.Select(name => name + ": " + (PropertyReader.Raw(answer, name) is { IsKnown: true } raw ? TypeOf(raw.Value) : "absent")));

    private static string TypeOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value)?.GetType().Name ?? "null";

    private IEnumerable<ArchiveSafetyCheck> OfMailbox(string identity)
    {
        Mailbox mailbox;
        string? failure = null;
        try
        {
            mailbox = new MailboxReader(session!).ResolveOnly(identity);
        }
        catch (ExchangeCallException exception)
        {
            (mailbox, failure) = (new(), MailboxIdentity.Named(exception, identity).Message);
        }

        yield return ExchangeReadiness.Found(failure);
        if (failure is null)
        {
            yield return ExchangeReadiness.AutoArchiving(mailbox);
            yield return ProcessingSwitch(mailbox.ExchangeGuid);
        }
    }

    private ArchiveSafetyCheck ProcessingSwitch(Guid exchangeGuid)
    {
        try
        {
            var answers = session!.HasForThisConnection("Get-EXOMailbox")
                ? session.Call("Get-EXOMailbox", ("Identity", exchangeGuid.ToString()), ("Properties", "ElcProcessingDisabled"))
                : throw new ExchangeCallException(ErrorIds.ExchangeParameterMissing, "Get-EXOMailbox", Messages.ExoOfAnother);
            return ExchangeReadiness.ProcessingSwitch(answers.Count == 1 && PropertyReader.Flag(answers[0], "ElcProcessingDisabled").IsKnown, "");
        }
        catch (ExchangeCallException exception)
        {
            return ExchangeReadiness.ProcessingSwitch(null, exception.Message);
        }
    }
}
