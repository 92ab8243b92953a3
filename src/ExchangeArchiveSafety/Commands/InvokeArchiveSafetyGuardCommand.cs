using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>One pass for a schedule: judges who migrates, suspends archiving of what is at risk, resumes what has ended and settled.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ArchiveSafetyGuard", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.None)]
[OutputType(typeof(ArchiveSafetyGuardPass))]
public sealed class InvokeArchiveSafetyGuardCommand : StoppableCommand, IJournalCommand
{
    private Enum _mode = GuardMode.Observe;
    /// <summary>Observe (default) writes nothing to the tenant; Protect suspends and resumes.</summary>
    [Parameter(Position = 0)]
    [NoObject]
    public GuardMode Mode
    {
        get => (GuardMode)_mode;
        set => _mode = value;
    }

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

    /// <summary>How long an end has to have been seen before archiving is resumed; 72 hours unless told otherwise.</summary>
    [Parameter]
    [NoObject]
    [ArgumentCompleter(typeof(SettleTimeCompleter))]
    public TimeSpan SettleTime { get; set; } = GuardSettings.DefaultSettleTime;

    /// <summary>How long the pass may take; as long as it takes where none is given.</summary>
    [Parameter]
    [NoObject]
    [ArgumentCompleter(typeof(TimeBudgetCompleter))]
    public TimeSpan? TimeBudget { get; set; }

    /// <summary>Above so many new suspensions none is made.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int MaximumSuspensions { get; set; } = new GuardSettings().MaximumSuspensions;

    /// <summary>Which part of the tenant, from 1; together with -PartitionCount.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int Partition { get; set; } = 1;

    /// <summary>Into how many parts the tenant is divided.</summary>
    [Parameter]
    [NoObject]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public int PartitionCount { get; set; } = 1;

    /// <summary>Mailboxes fed by a tool that Exchange does not know; they count as still syncing.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public MailboxIdentity[]? ExternallyMigrating { get; set; }

    /// <summary>The name server to ask where mail goes, by address; the ones of this machine unless one is named.</summary>
    [Parameter]
    [NoObject]
    [ValidateNameServer]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string? DnsServer { get; set; }

    /// <summary>A file that gets one JSON line a change.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? EventPath { get; set; }

    /// <summary>A file for the pass as JSON. An existing one is replaced.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? ReportPath { get; set; }

    /// <summary>The time that the pass is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        this.EnsureOneJournal();
        var settings = Settings();
        var session = new TenantOpener(this, settings.AsOfUtc).FindSession();
        var name = !this.NamesJournal() ? CommandJournal.TenantOf(session) : session.Connection?.Tenant;
        var journal = CommandJournal.Of(this, name, ErrorIds.JournalNotWritable);
        EnsureDifferent(
            journal.Location, EventPath is null ? null : FullPath(EventPath, ErrorIds.EventsNotWritable), ReportPath is null ? null : FullPath(ReportPath, ErrorIds.ReportNotWritable));
        var events = EventPath is null ? null : new GuardEvents(OutputPath(EventPath, ErrorIds.EventsNotWritable));
        var report = ReportPath is null ? null : OutputPath(ReportPath, ErrorIds.ReportNotWritable);
        settings = settings with { PlanOnly = !ShouldProcess(journal.Location, DisplayText.Sentence(Messages.AskGuard, Mode)) };
        var began = Elapsed;
        try
        {
            if (!settings.PlanOnly)
            {
                journal.EnsureWritable();
                events?.EnsureWritable();
                if (report is not null)
                {
                    GuardReport.EnsureWritable(report);
                }
            }

            GuardPass.EnsureForward(journal.Store, settings.AsOfUtc);
            var tenant = new GuardedTenant(this, session, name, settings.AsOfUtc, DnsServer, () => settings.TimeBudget is { } budget ? budget - (Elapsed - began) : TimeSpan.MaxValue);
            var pass = new GuardPass(
                tenant, journal.Store, settings, ClockFrom(settings.AsOfUtc), () => Elapsed - began, change => events?.Append(change, journal.Location, name), StopToken).Run();
            tenant.End();
            Give(pass, settings.PlanOnly ? null : report);
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

    private GuardSettings Settings()
    {
        var bound = MyInvocation.BoundParameters;
        if (bound.ContainsKey(nameof(Partition)) != bound.ContainsKey(nameof(PartitionCount)))
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Partition), Messages.PartitionNeedsCount);
        }

        if (Partition > PartitionCount)
        {
            throw this.Terminating(ErrorIds.InvalidArgument, nameof(Partition), DisplayText.Sentence(Messages.PartitionBeyondCount, Partition, PartitionCount));
        }

        if (TimeBudget < GuardSettings.ShortestBudget)
        {
            throw this.Terminating(
                ErrorIds.InvalidArgument, nameof(TimeBudget), DisplayText.Sentence(Messages.TimeBudgetTooShort, TimeBudget, (int)GuardSettings.ShortestBudget.TotalSeconds));
        }

        if (SettleTime < TimeSpan.Zero)
        {
            throw this.Terminating(ErrorIds.InvalidArgument, nameof(SettleTime), DisplayText.Sentence(Messages.SettleTimeNegative, SettleTime));
        }

        if (Array.Find(ExternallyMigrating ?? [], identity => identity.Text.Length == 0) is { } nobody)
        {
            throw this.Terminating(ErrorIds.MailboxIdentityEmpty, nobody.Target, nobody.Refusal);
        }

        return new()
        {
            Mode = Mode,
            AsOfUtc = AsOf.ToUniversalTime(),
            SettleTime = SettleTime,
            TimeBudget = TimeBudget,
            MaximumSuspensions = MaximumSuspensions,
            Partition = Partition,
            PartitionCount = PartitionCount,
            ExternallyMigrating = [.. (ExternallyMigrating ?? []).Select(identity => identity.Text)],
        };
    }

    private void EnsureDifferent(params string?[] paths)
    {
        if (paths.OfType<string>().GroupBy(path => path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw this.Terminating(ErrorIds.ParameterConflict, twice.Key, DisplayText.Sentence(Messages.PathsAreSame, twice.Key));
        }
    }

    private void Give(ArchiveSafetyGuardPass pass, string? report)
    {
        try
        {
            if (report is not null)
            {
                GuardReport.Write(report, pass);
            }
        }
        catch (UnusableFileException exception)
        {
            // Whoever waits for it is told by the exit code.
            pass = pass with { Failures = [.. pass.Failures, new(exception.Path, Guid.Empty, exception.ErrorId, exception.Message)] };
        }

        // The object first: whoever lets errors end a script has it all the same.
        WriteObject(pass);
        foreach (var failure in pass.Failures)
        {
            this.Report(failure.ErrorId, failure.Identity, DisplayText.Sentence(Messages.WarningAboutMailbox, failure.Identity, failure.Reason));
        }
    }
}
