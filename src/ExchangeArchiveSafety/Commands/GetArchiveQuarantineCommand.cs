using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Lists the copies that are saved in a quarantine.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveQuarantine")]
[OutputType(typeof(ArchiveQuarantineItem))]
public sealed class GetArchiveQuarantineCommand : StoppableCommand, IJournalCommand
{
    /// <summary>The folder in which removed copies are saved.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string QuarantinePath { get; set; } = "";

    /// <summary>Mailboxes whose copies are listed, with wildcards.</summary>
    [Parameter(Position = 1)]
    [MailboxIdentityTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SavedMailboxCompleter))]
    public MailboxIdentity[] Mailbox { get; set; } = [];

    /// <summary>Lists only copies that were removed then or later, or saved where their removal is not known; local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ArgumentCompleter(typeof(DayPastCompleter))]
    public DateTime? RemovedAfter { get; set; }

    /// <summary>Lists only copies that were removed then or earlier, or saved where their removal is not known; local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ArgumentCompleter(typeof(DayPastCompleter))]
    public DateTime? RemovedBefore { get; set; }

    /// <summary>Lists only copies of these states.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public QuarantineState[] State { get; set; } = [];

    /// <summary>Reads every file, and compares it with the digest of what was saved.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The journal that says what became of the copies; that of the tenant where none is named and Graph is connected.</summary>
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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            List();
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private void List()
    {
        this.EnsureOneJournal();
        foreach (var identity in Mailbox.Where(one => one.Text.Length == 0))
        {
            this.Report(ErrorIds.MailboxIdentityEmpty, identity.Target, identity.Refusal);
        }

        var mailboxes = Mailbox.Where(one => one.Text.Length > 0).ToArray();
        if (mailboxes.Length == 0 && Mailbox.Length > 0)
        {
            return;
        }

        var quarantine = new QuarantineFolder(FullPath(QuarantinePath, ErrorIds.QuarantineNotReadable));
        var listing = new QuarantineListing(quarantine);
        if (Journal() is { } journal)
        {
            listing.Read(journal.Store);
        }

        var filter = new SavedCopyFilter(mailboxes, [], []);
        var found = false;
        foreach (var entry in quarantine.All(damaged => this.Report(damaged, damaged.Path)).Where(entry => filter.Fits(entry, _ => null)))
        {
            ThrowIfStopping();
            found = true;
            var item = listing.Show(entry, Verify, out var damage);
            if (!IsAskedFor(item))
            {
                continue;
            }

            if (damage is not null)
            {
                this.Report(damage, damage.Path);
            }

            WriteObject(item);
        }

        foreach (var file in quarantine.Undescribed())
        {
            this.Report(file, file.Path);
        }

        if (!found && mailboxes.Any(one => !WildcardPattern.ContainsWildcardCharacters(one.Text)))
        {
            this.Report(ErrorIds.QuarantineItemNotFound, quarantine.Location, DisplayText.Sentence(Messages.NoSavedCopy, quarantine.Location));
        }
    }

    private bool IsAskedFor(ArchiveQuarantineItem item)
    {
        var at = item.RemovedAtUtc ?? item.SavedAtUtc;
        return (State.Length == 0 || State.Contains(item.State)) && !(at < RemovedAfter?.ToUniversalTime()) && !(at > RemovedBefore?.ToUniversalTime());
    }

    private CommandJournal? Journal()
    {
        var tenant = GraphConnections.Of(this)?.Info.TenantId;
        if (!this.NamesJournal() && string.IsNullOrEmpty(tenant))
        {
            this.Tell(Messages.QuarantineWithoutJournal);
            return null;
        }

        var journal = CommandJournal.Of(this, tenant);
        journal.RequireNamed();
        return journal;
    }
}
