using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Shows what the journal remembers of migrations that the tenant has forgotten.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationHistory")]
[OutputType(typeof(ArchiveMigrationHistory))]
public sealed class GetArchiveMigrationHistoryCommand : StoppableCommand, IJournalCommand
{
    private IReadOnlyList<ArchiveMigrationHistory> _history = [];

    /// <summary>Only these mailboxes, as the journal calls them, with wildcards, or by ExchangeGuid.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [MailboxIdentityTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RememberedMailboxCompleter))]
    public MailboxIdentity[] Identity { get; set; } = [];

    /// <summary>Only what was seen in these batches, by name, with wildcards, or by GUID.</summary>
    [Parameter]
    [MigrationBatchTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RememberedBatchCompleter))]
    public string[] MigrationBatch { get; set; } = [];

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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.EnsureOneJournal();
        var journal = CommandJournal.Of(this, !this.NamesJournal() ? TenantName() : JournalUri is null ? null : ConnectedTenant());
        journal.RequireNamed();
        if (!journal.Exists)
        {
            WriteWarning(DisplayText.Sentence(Messages.NoHistoryYet, journal.Location));
        }

        _history = journal.History();
        foreach (var name in MigrationBatch.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !_history.Any(one => IsIn(one, name))))
        {
            this.Report(ErrorIds.MigrationBatchNotFound, name, DisplayText.Sentence(Messages.HistoryBatchNotFound, name, journal.Location));
        }

        _history = MigrationBatch.Length == 0 ? _history : [.. _history.Where(one => Array.Exists(MigrationBatch, name => IsIn(one, name)))];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && Identity.Length == 0)
        {
            WriteObject(_history, enumerateCollection: true);
            return;
        }

        foreach (var identity in Identity)
        {
            ThrowIfStopping();
            if (identity.Text.Length == 0)
            {
                this.Report(ErrorIds.MailboxIdentityEmpty, identity.Target, identity.Refusal);
                continue;
            }

            var found = _history.Where(one => IsOf(one, identity)).ToList();
            WriteObject(found, enumerateCollection: true);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(identity.Text))
            {
                this.Report(ErrorIds.MailboxNotFound, identity.Target, DisplayText.Sentence(Messages.HistoryMailboxNotFound, identity.Name));
            }
        }
    }

    // It can be read without any session, too.
    private string? ConnectedTenant()
    {
        try
        {
            return ExchangeSession.Find(this, () => Stopping).Connection?.Tenant;
        }
        catch (ExchangeCallException)
        {
            return null;
        }
    }

    private string? TenantName()
    {
        try
        {
            return CommandJournal.TenantOf(ExchangeSession.Find(this, () => Stopping));
        }
        catch (ExchangeCallException exception)
        {
            throw this.Terminating(exception.ErrorId, exception.Target, exception.Message + " " + Messages.HintJournalPath, exception);
        }
    }

    private static bool IsOf(ArchiveMigrationHistory one, MailboxIdentity identity) =>
        Guid.TryParse(identity.Text, out var guid) ? guid == one.ExchangeGuid
        : Is(one.Identity, identity.Text) || (identity.Address.Length > 0 && Is(one.Identity, identity.Address));

    private static bool IsIn(ArchiveMigrationHistory one, string batch) =>
        (one.MigrationBatch is { } name && Is(name, batch)) || (Guid.TryParse(batch, out var guid) && guid != Guid.Empty && guid == one.BatchGuid);

    private static bool Is(string name, string pattern) => string.Equals(name, pattern, StringComparison.OrdinalIgnoreCase) || NamePattern.Fits(pattern, name);
}
