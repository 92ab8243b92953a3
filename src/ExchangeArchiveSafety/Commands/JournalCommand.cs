using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What the cmdlets that work with the journal share.</summary>
public abstract class JournalCommand : ArchiveSafetyCommand
{
    private readonly SuspensionLedger _ledger = new();
    private bool _told;

    /// <summary>The journal file; below the user's state folder, one file a tenant, where none is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? ((SwitchParameter)bound).IsPresent
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private protected IJournalStore OpenJournal(string? tenant, string errorId = ErrorIds.JournalNotReadable) =>
        new JournalFile(
            JournalPath is not null ? FullPath(JournalPath, errorId == ErrorIds.JournalNotReadable ? ErrorIds.JournalNotFound : errorId)
            : !string.IsNullOrEmpty(tenant) ? JournalLocation.Default(tenant!, Environment.GetEnvironmentVariable)
            : throw this.Terminating(errorId, "Get-OrganizationConfig", Messages.TenantUnknown));

    private protected static string? TenantOf(ExchangeSession session, LiveTenant tenant) => session.Connection?.Tenant ?? tenant.Organization?.Name;

    private protected SuspensionRun OpenRun(IJournalStore journal, ExchangeSession session, LiveTenant tenant, string? tenantName) =>
        new(
            journal,
            new SessionMailboxPort(session, tenant, () => Stopping, seconds => Wait(TimeSpan.FromSeconds(seconds)), TellSettings),
            UtcNow,
            tenantName,
            StopToken);

    /// <summary>The open suspensions of the journal, as it is now.</summary>
    private protected IReadOnlyList<JournaledSuspension> OpenSuspensions(IJournalStore journal)
    {
        Refresh(journal);
        return _ledger.Open;
    }

    /// <summary>The open suspensions of a mailbox, as the journal is now.</summary>
    private protected IReadOnlyList<JournaledSuspension> OpenSuspensions(IJournalStore journal, Guid exchangeGuid)
    {
        Refresh(journal);
        return _ledger.OpenOf(exchangeGuid);
    }

    /// <summary>Ends where a journal that was named is not there: it is not an empty one.</summary>
    private protected void RequireNamed(IJournalStore journal)
    {
        if (JournalPath is not null && !journal.Exists && !Directory.Exists(journal.Location))
        {
            throw this.Terminating(ErrorIds.JournalNotFound, journal.Location, DisplayText.Sentence(Messages.JournalNotFound, journal.Location));
        }
    }

    private void Refresh(IJournalStore journal)
    {
        try
        {
            _ledger.Refresh(journal);
            if (!_told)
            {
                _told = true;
                this.Tell(Messages.VerboseJournal, journal.Location, _ledger.Open.Count);
            }
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private protected void EnsureWritable(IJournalStore journal)
    {
        // A named journal is begun in a folder that is there; one that is not is more likely a typing error.
        if (JournalPath is not null && Path.GetDirectoryName(journal.Location) is { } folder && !Directory.Exists(folder))
        {
            throw this.Terminating(ErrorIds.JournalNotWritable, journal.Location, DisplayText.Sentence(Messages.JournalFolderMissing, journal.Location, folder));
        }

        try
        {
            journal.EnsureWritable();
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    /// <summary>Changes one mailbox. What fails about the mailbox is a result of its own; what fails about the journal ends the run.</summary>
    private protected SuspensionOutcome Change(Func<SuspensionOutcome> change, Func<string, ArchivePolicySuspension> failed)
    {
        try
        {
            return change();
        }
        catch (ExchangeCallException exception)
        {
            var result = failed(exception.Message);
            return new(result, MailboxIdentity.Named(exception, result.Identity).ErrorId, exception);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private protected void Give(SuspensionOutcome outcome)
    {
        if (outcome.ErrorId is not null)
        {
            this.Report(outcome.ErrorId, outcome.Result.Identity, DisplayText.Escape(outcome.Result.Identity) + ": " + outcome.Result.Reason, outcome.Error);
        }

        Show(outcome.Result);
    }

    /// <summary>Gives a result, and tells why it came out so.</summary>
    private protected void Show(ArchivePolicySuspension result)
    {
        this.Tell(Messages.VerboseResult, result.Identity, result.Status, result.Reason);
        WriteObject(result);
    }

    private void TellSettings(Mailbox mailbox) => this.Tell(Messages.VerboseReadBack, mailbox.Identity, ArchivingSettings.Of(mailbox));
}
