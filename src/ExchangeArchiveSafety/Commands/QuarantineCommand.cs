using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>What the cmdlets that remove copies and bring them back share.</summary>
public abstract class QuarantineCommand : StoppableCommand, IJournalCommand
{
    /// <summary>The folder in which removed copies are saved.</summary>
    [Parameter(Mandatory = true)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string QuarantinePath { get; set; } = "";

    /// <summary>The journal file; below the user's state folder, one file a tenant, where none is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The journal in an append blob of Azure Storage, instead of a file.</summary>
    [Parameter]
    [JournalAddress]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public Uri? JournalUri { get; set; }

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    /// <summary>Gives an object for each copy instead of one for each mailbox.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many mailboxes are worked at at once. Each is told when it has ended.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(1, 32)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    private protected DateTime AsOfUtc => AsOf.ToUniversalTime();

    /// <summary>The session, where there is one that can be told.</summary>
    private protected ExchangeSession? FindSessionQuietly(out ExchangeCallException? why)
    {
        try
        {
            why = null;
            return ExchangeSession.Find(this, () => Stopping);
        }
        catch (ExchangeCallException exception)
        {
            why = exception;
            return null;
        }
    }

    private protected QuarantineFolder Quarantine(string errorId) => new(FullPath(QuarantinePath, errorId));

    /// <summary>The journal of a tenant, so that every run over its copies holds the same one.</summary>
    private protected CommandJournal OpenJournal(string? tenant)
    {
        var journal = !this.NamesJournal() && string.IsNullOrEmpty(tenant)
            ? throw this.Terminating(ErrorIds.JournalNotWritable, nameof(JournalPath), Messages.GraphTenantUnknown)
            : CommandJournal.Of(this, tenant, ErrorIds.JournalNotWritable);
        this.Tell(Messages.UsesFiles, journal.Location, FullPath(QuarantinePath, ErrorIds.QuarantineNotReadable));
        return journal;
    }

    /// <summary>Ends before anything is changed where it could not be recorded or saved.</summary>
    private protected void EnsureWritable(CommandJournal journal, QuarantineFolder quarantine)
    {
        if (IsWhatIf)
        {
            return;
        }

        journal.EnsureWritable();
        try
        {
            quarantine.EnsureWritable();
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    /// <summary>The tenant that Graph speaks to, by its id; by that of the session where the connection does not say.</summary>
    private protected static string? TenantOf(IGraphConnection graph, ExchangeSession? session) => graph.Info.TenantId.Length > 0 ? graph.Info.TenantId : session?.Connection?.Tenant;

    /// <summary>Counts the copies of a mailbox.</summary>
    private protected CopyTally Tally(string mailbox, QuarantineFolder quarantine, int planned) => new(DisplayText.Escape(mailbox), quarantine.Location, planned, ClockFrom(AsOfUtc));

    /// <summary>Reports what became of one copy, where it is not what was asked for.</summary>
    private protected void ReportCopy(string id, string mailbox, string itemId, string reason) =>
        this.Report(id, mailbox, DisplayText.Sentence(Messages.RemovalMessage, mailbox, itemId, reason));

    private protected void ReportFailure(RemovalFailure failure, string mailbox) =>
        this.Report(failure.ErrorId, mailbox, failure.Message, failure.Error);
}
