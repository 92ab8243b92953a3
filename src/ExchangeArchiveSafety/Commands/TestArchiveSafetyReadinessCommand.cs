using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>Checks that everything is here that each cmdlet needs; with -Probe, finds out on a test mailbox what the tenant does.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveSafetyReadiness", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ReadingSet)]
[OutputType(typeof(ArchiveSafetyCheck))]
public sealed class TestArchiveSafetyReadinessCommand : StoppableCommand, IJournalCommand
{
    private const string ReadingSet = "Reading";
    private const string ProbeSet = "Probe";

    private readonly List<ArchiveSafetyCheck> _checks = [];

    /// <summary>A mailbox on which questions are tried that only reading one can answer. One.</summary>
    [Parameter(Position = 0, ParameterSetName = ReadingSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ProbeSet)]
    [Alias("UserPrincipalName", "PrimarySmtpAddress", "EmailAddress")]
    [ValidateCount(1, 1)]
    [MailboxIdentityTransformation]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public MailboxIdentity[]? Identity { get; set; }

    /// <summary>Writes on that mailbox: one message of its own making is made, moved to the archive, deleted, brought back and removed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProbeSet)]
    public SwitchParameter Probe { get; set; }

    /// <summary>Probes although the mailbox migrates, is no small one, or keeps what is deleted out of sight.</summary>
    [Parameter(ParameterSetName = ProbeSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>The name server to ask where mail goes, by address; the ones of this machine unless one is named.</summary>
    [Parameter(ParameterSetName = ReadingSet)]
    [NoObject]
    [ValidateNameServer]
    [ArgumentCompleter(typeof(NoValueCompleter))]
    public string? DnsServer { get; set; }

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

    /// <summary>The folder in which removed copies are to be saved.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? QuarantinePath { get; set; }

    /// <summary>A file for the answers, without anything that names the tenant. An existing one is replaced.</summary>
    [Parameter]
    [NoObject]
    [ValidateNotNullOrEmpty]
    public string? ReportPath { get; set; }

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        this.EnsureOneJournal();
        var report = ReportPath is null ? null : OutputPath(ReportPath, ErrorIds.ReportNotWritable);
        if (Identity?[0] is { GraphUser.Length: 0 } unnamed)
        {
            throw this.Terminating(ErrorIds.MailboxIdentityEmpty, unnamed.Target, unnamed.Refusal.Length > 0 ? unnamed.Refusal : DisplayText.Sentence(Messages.NoGraphUser, unnamed.Name));
        }

        var graph = GraphConnections.Of(this);
        if (Probe)
        {
            graph = GraphConnections.Current(this);
        }

        var session = FindSession(out var why);
        foreach (var check in new SessionReadiness(session, why?.Message ?? "").Checks(Identity?[0].Text))
        {
            Give(check);
        }

        using var questions = graph is null ? null : new GraphQuestions(this, graph);
        var user = Identity?[0].GraphUser;
        GiveAll(graph is null ? GraphReadiness.NotConnected : questions!.Get(user ?? "", stop => new GraphReadiness(graph, (IGraphProbe)graph).RunAsync(user, stop)) ?? []);
        var tenant = graph is { Info.TenantId.Length: > 0 } ? graph.Info.TenantId : session?.Connection?.Tenant;
        var journal = !this.NamesJournal() && string.IsNullOrEmpty(tenant) ? null : CommandJournal.Of(this, tenant, ErrorIds.JournalNotWritable);
        Give(JournalUri is null ? LocalReadiness.Journal(journal?.Location, isNamed: this.NamesJournal()) : LocalReadiness.Journal(journal!.Store));
        Give(LocalReadiness.Quarantine(QuarantinePath is null ? null : FullPath(QuarantinePath, ErrorIds.QuarantineNotWritable)));
        Give(LocalReadiness.Assemblies(ForeignAssemblies.All(), ForeignAssemblies.AreApart));
        if (Probe)
        {
            GiveAll(new MailboxProbe(this, questions!, graph!, journal, tenant, ClockFrom(AsOf.ToUniversalTime()), Force)
                .Run(user!, () => Migration(session, why, user!)));
        }
        else
        {
            GiveAll(session is null ? [EndingReadiness.Nothing(why!.Message)] : new EndingQuestions(this, session, journal?.Store, AsOf.ToUniversalTime()).Checks(Identity?[0].Text, DnsServer));
            Give(ArchiveProbe.NotRun(journal?.Store));
        }

        WriteReport(report);
    }

    private ExchangeSession? FindSession(out ExchangeCallException? why)
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

    /// <summary>What the migration of the mailbox says against a probe.</summary>
    private Func<GraphMailbox, string?> Migration(ExchangeSession? session, ExchangeCallException? why, string user)
    {
        var exchange = ExchangeMailboxes.Open(session, why, AsOf.ToUniversalTime(), this.Report);
        return mailbox => exchange.Refusal(user, mailbox, vouched: false, isProbe: true);
    }

    private void GiveAll(IEnumerable<ArchiveSafetyCheck> checks)
    {
        foreach (var check in checks)
        {
            Give(check);
        }
    }

    private void Give(ArchiveSafetyCheck check)
    {
        ThrowIfStopping();
        _checks.Add(check);
        WriteObject(check);
    }

    private void WriteReport(string? report)
    {
        if (report is null || (Probe && IsWhatIf))
        {
            return;
        }

        try
        {
            ReadinessReport.Write(report, MyInvocation.MyCommand.Module?.Version.ToString() ?? "", _checks);
        }
        catch (UnusableFileException exception)
        {
            throw this.Terminating(exception);
        }
    }
}
