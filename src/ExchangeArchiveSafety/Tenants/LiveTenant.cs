using System.Management.Automation;

namespace ExchangeArchiveSafety.Tenants;

/// <summary>
/// Reads a tenant question by question: who migrates first, then a fixed number of bulk calls, then single questions about a mailbox, each only while its answer
/// can change the verdict.
/// </summary>
internal sealed class LiveTenant : ITenant
{
    private static readonly string[] BulkPropertySets = ["Minimum", "Archive", "Retention", "Hold", "Quota", "StatisticsSeed"];
    private static readonly string[] RecipientPropertySets = ["Minimum", "Policy"];

    private readonly IExchangeSession _session;
    private readonly MailboxReader _mailboxes;
    private readonly DateTime _asOfUtc;
    private readonly Action<ExchangeCallException, object> _report;
    private readonly HashSet<Guid> _external = [];
    private TenantSnapshot _snapshot;
    private Func<Guid, MailboxHistory?>? _history;
    private TenantQuestions _asked;
    private ConflictAnalyzer _analyzer;
    private Dictionary<string, Known<bool>>? _usesDefaultPolicy;

    private LiveTenant(IExchangeSession session, DateTime asOfUtc, Action<ExchangeCallException, object> report, TenantSnapshot snapshot)
    {
        _session = session;
        _mailboxes = new(session);
        _asOfUtc = asOfUtc;
        _report = report;
        _snapshot = snapshot;
        _analyzer = Analyzer();
    }

    /// <summary>The organization; read on first use, null where it cannot be read.</summary>
    public Organization? Organization
    {
        get
        {
            AskTenant(TenantQuestions.Organization);
            return _snapshot.Organization;
        }
    }

    /// <summary>What the tenant is called: the id or name of its connection, else of its organization; null where nobody says.</summary>
    public string? Name => _session.Connection?.Tenant ?? Organization?.Name;

    /// <summary>The tenant as far as it was read, without mailboxes.</summary>
    public TenantSnapshot Snapshot => _snapshot;

    /// <summary>Reads who migrates.</summary>
    /// <param name="session">The session.</param>
    /// <param name="asOfUtc">The time the verdicts are about, UTC.</param>
    /// <param name="report">Takes a failed question and what it was about; the reading goes on.</param>
    /// <exception cref="ExchangeCallException"><c>MigrationUnreadable</c>: nobody can say who migrates, and an empty answer would reassure wrongly.</exception>
    public static LiveTenant Open(IExchangeSession session, DateTime asOfUtc, Action<ExchangeCallException, object> report)
    {
        IReadOnlyList<MigrationUser> users;
        try
        {
            users = [.. session.Call("Get-MigrationUser").Select(TenantReader.User)];
        }
        catch (ExchangeCallException exception)
        {
            throw new ExchangeCallException(ErrorIds.MigrationUnreadable, exception.Cmdlet, DisplayText.Sentence(Messages.MigrationUnreadable, exception.Message), exception);
        }

        if (users.Any(user => user.Identity.Length == 0 && user.MailboxGuid == Guid.Empty))
        {
            throw new ExchangeCallException(ErrorIds.MigrationUnreadable, "Get-MigrationUser", DisplayText.Sentence(Messages.MigrationUnreadable, Messages.MigrationUserNameless));
        }

        Known<IReadOnlyList<MigrationBatch>> batches = default;
        IReadOnlyList<ReadFailure> failures = [];
        try
        {
            batches = new([.. session.Call("Get-MigrationBatch").Select(TenantReader.Batch)]);
        }
        catch (ExchangeCallException exception)
        {
            failures = [Failure(exception)];
            report(exception, "Get-MigrationBatch");
        }

        if (users.Count == 0 && !batches.IsKnown)
        {
            throw new ExchangeCallException(ErrorIds.MigrationUnreadable, "Get-MigrationBatch", DisplayText.Sentence(Messages.MigrationUnreadable, failures[0].Message));
        }

        var tenant = new LiveTenant(session, asOfUtc, report, new() { CapturedAtUtc = asOfUtc, MigrationUsers = users, MigrationBatches = batches, Failures = failures });
        var shortBatches = tenant._analyzer.Migrations.ShortBatches;
        if (users.Count == 0 && shortBatches.Count > 0)
        {
            throw new ExchangeCallException(
                ErrorIds.MigrationUnreadable,
                "Get-MigrationUser",
                DisplayText.Sentence(Messages.MigrationUnreadable, ShortLists.Missing(shortBatches[0])));
        }

        return tenant;
    }

    public string? Warning => ShortLists.Warning(_analyzer.Migrations);

    public IReadOnlyList<MigrationRecord> Records => _analyzer.Migrations.Records;

    public IReadOnlyList<MigrationBatch> Batches => _snapshot.MigrationBatches.Or([]);

    public void AddExternal(IEnumerable<Guid> exchangeGuids)
    {
        _external.UnionWith(exchangeGuids);
        _analyzer = Analyzer(_analyzer.Migrations);
    }

    public void AddHistory(Func<Guid, MailboxHistory?> history)
    {
        _history = history;
        _analyzer = Analyzer(_analyzer.Migrations);
    }

    /// <summary>Resolves an identity to a mailbox with all its settings.</summary>
    /// <exception cref="ExchangeCallException">It is not exactly one.</exception>
    public Mailbox Resolve(string identity) => _mailboxes.Resolve(identity);

    public IReadOnlyList<Mailbox> ResolveAll(string identity) => _mailboxes.ResolveAll(identity);

    /// <summary>How far migrations still act on a mailbox.</summary>
    public MigrationActivity Activity(Mailbox mailbox) => _analyzer.Activity(mailbox);

    public MigrationActivity Activity(MigrationUser user) => _analyzer.Activity(user);

    /// <summary>The migration records of a mailbox.</summary>
    public IReadOnlyList<MigrationRecord> RecordsOf(Mailbox mailbox) => _analyzer.Migrations.Of(mailbox);

    /// <summary>The statuses of a mailbox's migration users, and for one without any the batches whose users were not all read.</summary>
    public string ShowMigration(Mailbox mailbox) => string.Join(
        "; ",
        (RecordsOf(mailbox).Count > 0 ? [] : _analyzer.Migrations.ShortBatches)
            .Select(ShortLists.Missing)
            .Prepend(MigrationStop.Show(RecordsOf(mailbox))));

    /// <inheritdoc/>
    /// <remarks>One bulk call; nothing where that fails, and each has to be asked for by itself.</remarks>
    public IReadOnlyList<Mailbox> Mailboxes(bool areNeeded)
    {
        if (!areNeeded)
        {
            return [];
        }

        if (_session.HasForThisConnection("Get-EXOMailbox") && _session.Has("Get-EXOMailbox", "PropertySets"))
        {
            try
            {
                return [.. _session.Call("Get-EXOMailbox", ("PropertySets", BulkPropertySets)).Select(item => TenantReader.Mailbox(item)).Where(mailbox => mailbox.ExchangeGuid != Guid.Empty)];
            }
            catch (ExchangeCallException exception)
            {
                _report(exception, "Get-EXOMailbox");
            }
        }

        try
        {
            return [.. _session.Call("Get-Mailbox")
                .Select(item => TenantReader.Mailbox(item))
                .Where(mailbox => mailbox.ExchangeGuid != Guid.Empty)
                .Select(mailbox => mailbox with { Asked = MailboxQuestions.Settings })];
        }
        catch (ExchangeCallException exception)
        {
            _report(exception, "Get-Mailbox");
            return [];
        }
    }

    public ArchiveMigrationConflict JudgeUser(MigrationUser user, bool mayAsk)
    {
        string? why = null;
        return mayAsk && Find(user, out why) is { } mailbox ? Judge(mailbox).Verdict : _analyzer.Analyze(user, why ?? Messages.MailboxNotRead);
    }

    /// <summary>The mailbox of a migration user that has not ended; null where there is none or it cannot be read, which is reported.</summary>
    /// <param name="user">The user.</param>
    /// <param name="why">Why it cannot be read.</param>
    public Mailbox? Find(MigrationUser user, out string? why)
    {
        why = null;
        if (Activity(user) == MigrationActivity.Ended)
        {
            return null;
        }

        try
        {
            return Resolve(user.MailboxGuid != Guid.Empty ? user.MailboxGuid.ToString() : user.Identity);
        }
        catch (ExchangeCallException exception)
        {
            why = exception.Message;
            _report(MailboxIdentity.Named(exception, user.Identity), user.Identity);
            return null;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Asks what the verdict still hangs on, question by question.</remarks>
    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox)
    {
        while (true)
        {
            var (ofTenant, ofMailbox) = _analyzer.OpenQuestions(mailbox);
            if (ofTenant != TenantQuestions.None)
            {
                AskTenant(ofTenant);
            }
            else if (ofMailbox != MailboxQuestions.None)
            {
                mailbox = Ask(mailbox, Cheapest(ofMailbox));
            }
            else
            {
                return (_analyzer.Analyze(mailbox), mailbox);
            }
        }
    }

    /// <summary>Asks one question about a mailbox, unless it was asked before. A failure is reported, and stays with the mailbox.</summary>
    public Mailbox Ask(Mailbox mailbox, MailboxQuestions question) => Ask(mailbox, question, mustKnow: true);

    /// <inheritdoc/>
    /// <remarks>Asks what a forecast is made of, and only where there is something to foresee. What fails widens it, and is told with -Verbose only.</remarks>
    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Foresee(Mailbox mailbox)
    {
        (var verdict, mailbox) = Judge(mailbox);
        if (!ArchiveForecaster.IsForeseeable(verdict))
        {
            return (verdict, mailbox);
        }

        AskTenant(TenantQuestions.All);
        foreach (var question in Enum.GetValues(typeof(MailboxQuestions)).Cast<MailboxQuestions>().Where(question => question != MailboxQuestions.None && ArchiveForecaster.Questions.HasFlag(question)))
        {
            mailbox = Ask(mailbox, question, mustKnow: false);
        }

        return (ArchiveForecaster.Foresee(_analyzer, mailbox), mailbox);
    }

    private Mailbox Ask(Mailbox mailbox, MailboxQuestions question, bool mustKnow)
    {
        if ((mailbox.Asked & question) != 0)
        {
            return mailbox;
        }

        try
        {
            mailbox = question switch
            {
                MailboxQuestions.DefaultPolicy => mailbox with { ShouldUseDefaultRetentionPolicy = UsesDefaultPolicy(mailbox) },
                MailboxQuestions.Settings => _mailboxes.Read(mailbox.ExchangeGuid, mailbox),
                MailboxQuestions.OptionalTags => mailbox with { OptionalTags = new(_mailboxes.OptionalTags(mailbox)) },
                MailboxQuestions.Statistics => _mailboxes.Statistics(mailbox),
                MailboxQuestions.Folders => _mailboxes.Folders(mailbox),
                MailboxQuestions.ArchiveStatistics => _mailboxes.ArchiveStatistics(mailbox),
                _ => mailbox with { LastRun = _mailboxes.LastRun(mailbox) },
            };
        }
        catch (ExchangeCallException exception)
        {
            mailbox = mailbox with { Failures = [.. mailbox.Failures, Failure(exception)] };
            if (mustKnow)
            {
                _report(exception, mailbox.Identity);
            }
        }

        return mailbox with { Asked = mailbox.Asked | question };
    }

    /// <summary>Asks everything that is asked of the whole tenant.</summary>
    public void AskTenant(TenantQuestions questions)
    {
        questions &= ~_asked;
        if (questions == TenantQuestions.None)
        {
            return;
        }

        if ((questions & TenantQuestions.Organization) != 0 && Answer("Get-OrganizationConfig", () => _session.Call("Get-OrganizationConfig")) is { } organization)
        {
            _snapshot = _snapshot with { Organization = organization.Count == 1 ? TenantReader.Organization(organization[0]) : null };
        }

        if ((questions & TenantQuestions.RetentionPolicies) != 0)
        {
            if (Answer("Get-RetentionPolicy", () => _session.Call("Get-RetentionPolicy")) is { } policies)
            {
                _snapshot = _snapshot with { RetentionPolicies = new([.. policies.Select(TenantReader.Policy)]) };
            }

            if (Answer("Get-RetentionPolicyTag", () => _session.Call("Get-RetentionPolicyTag")) is { } tags)
            {
                _snapshot = _snapshot with { RetentionTags = new([.. tags.Select(TenantReader.Tag)]) };
            }
        }

        _asked |= questions;
        _analyzer = Analyzer(_analyzer.Migrations);
    }

    private static MailboxQuestions Cheapest(MailboxQuestions questions) => questions & (MailboxQuestions)(-(int)questions);

    private static ReadFailure Failure(ExchangeCallException exception) =>
        new(exception.Cmdlet, exception.Parameter, exception.ErrorId == ErrorIds.ExchangeParameterMissing, exception.Message);

    private IReadOnlyList<PSObject>? Answer(string cmdlet, Func<IReadOnlyList<PSObject>> call)
    {
        try
        {
            return call();
        }
        catch (ExchangeCallException exception)
        {
            _snapshot = _snapshot with { Failures = [.. _snapshot.Failures, Failure(exception)] };
            _report(exception, cmdlet);
            return null;
        }
    }

    private Known<bool> UsesDefaultPolicy(Mailbox mailbox)
    {
        if (_usesDefaultPolicy is null)
        {
            _usesDefaultPolicy = new(StringComparer.OrdinalIgnoreCase);
            if (!_session.HasForThisConnection("Get-EXORecipient"))
            {
                return default;
            }

            foreach (var recipient in _session.Call("Get-EXORecipient", ("PropertySets", RecipientPropertySets)))
            {
                var flag = PropertyReader.Flag(recipient, "ShouldUseDefaultRetentionPolicy");
                foreach (var name in new[] { "ExchangeGuid", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "DistinguishedName" })
                {
                    if (PropertyReader.Text(recipient, name).Or(null) is { Length: > 0 } key && key != Guid.Empty.ToString())
                    {
                        _usesDefaultPolicy[key] = flag;
                    }
                }
            }
        }

        return mailbox.Identities().Prepend(mailbox.ExchangeGuid.ToString())
            .Select(key => _usesDefaultPolicy.TryGetValue(key, out var flag) ? flag : default)
            .FirstOrDefault(flag => flag.IsKnown);
    }

    private ConflictAnalyzer Analyzer(MigrationDirectory? migrations = null) =>
        new(_snapshot, _asOfUtc, _external, _asked) { History = _history, Migrations = migrations ?? new(_snapshot) };
}
