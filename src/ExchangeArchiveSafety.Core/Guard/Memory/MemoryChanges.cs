namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>Finds what an observation says that the memory does not know. What was not read whole never says that something is gone or has ended.</summary>
internal sealed class MemoryChanges
{
    // A sync comes every day, and of each one a line would be written for every user.
    private static readonly TimeSpan BatchSyncNews = TimeSpan.FromDays(1);
    private static readonly TimeSpan UserSyncNews = TimeSpan.FromDays(7);

    private readonly MigrationMemory _memory;
    private readonly Observation _seen;
    private readonly DateTime _atUtc;
    private readonly MigrationDirectory? _migrations;
    private readonly WholeLists _read;

    public MemoryChanges(MigrationMemory memory, Observation seen)
    {
        _memory = memory;
        _seen = seen;
        _atUtc = new(seen.AtUtc.Ticks - (seen.AtUtc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

        // A pass that took longer than another one read the lists before it.
        if (seen.Migrations is { } tenant && _atUtc >= memory.ListsReadUtc)
        {
            _migrations = new(tenant);
            _read = !tenant.MigrationBatches.IsKnown ? WholeLists.None
                : _migrations.ShortBatches.Count > 0 ? WholeLists.Batches
                : WholeLists.Batches | WholeLists.Users;
        }
    }

    /// <summary>The record; null where there is nothing to write down.</summary>
    public MemoryRecord? Record()
    {
        var record = new MemoryRecord
        {
            Kind = JournalRecordKind.Outcome,
            Operation = JournalOperation.Remember,
            AtUtc = _atUtc,
            Tenant = _seen.Tenant,
            Read = _read,
            Pass = _seen.Pass,
            Batches = Some(Batches()),
            Users = Some(Users()),
            Loops = Some(Loops()),
            Ends = Some(Ends()),
            Holds = Some(_seen.HoldsInForce.Distinct().Where(id => !_memory.IsKnownInForce(id, _atUtc)).Select(id => new HoldNews { SuspensionId = id })),
            Domains = Some(Domains()),
        };
        return record.HasNews ? record : null;
    }

    private static List<T>? Some<T>(IEnumerable<T> news) => news.ToList() is { Count: > 0 } some ? some : null;

    private IEnumerable<BatchNews> Batches()
    {
        if (_migrations is null || !_seen.Migrations!.MigrationBatches.IsKnown)
        {
            yield break;
        }

        var batches = _seen.Migrations.MigrationBatches.Value.Select(Told).GroupBy(MigrationMemory.KeyOf, StringComparer.OrdinalIgnoreCase).Select(same => same.First()).ToList();
        foreach (var batch in batches.Where(batch => IsNews(batch, _memory.Find(batch))))
        {
            yield return batch;
        }

        // With a batch its users go, so one that a user still names is missing from the list rather than gone; and whoever lacks a GUID may be any of its name.
        var listed = new HashSet<string>(batches.Select(MigrationMemory.KeyOf), StringComparer.OrdinalIgnoreCase);
        var named = new HashSet<string>(
            batches.Where(batch => batch.BatchGuid == Guid.Empty).Select(batch => batch.Name)
                .Concat(_seen.Migrations.MigrationUsers.SelectMany(user => new[] { user.BatchId.Or(null), user.BatchGuid.ToString() }).OfType<string>()),
            StringComparer.OrdinalIgnoreCase);
        foreach (var gone in _memory.Batches.Where(batch => batch.VanishedSinceUtc is null).Select(batch => batch.Known))
        {
            if (!listed.Contains(MigrationMemory.KeyOf(gone)) && !named.Contains(gone.Name) && !named.Contains(gone.BatchGuid.ToString()))
            {
                yield return new() { BatchGuid = gone.BatchGuid, Name = gone.Name, Vanished = true };
            }
        }
    }

    private IEnumerable<UserNews> Users()
    {
        if (_migrations is null)
        {
            yield break;
        }

        var users = _migrations.Records.Select(Told).GroupBy(MigrationMemory.KeyOf, StringComparer.OrdinalIgnoreCase).Select(same => same.First()).ToList();
        foreach (var user in users.Where(user => IsNews(user, _memory.Find(user))))
        {
            yield return user;
        }

        if ((_read & WholeLists.Users) == 0)
        {
            yield break;
        }

        var listed = new HashSet<string>(users.Select(MigrationMemory.KeyOf), StringComparer.OrdinalIgnoreCase);
        var named = new HashSet<string>(users.Where(user => user.Guid == Guid.Empty).Select(user => user.Address), StringComparer.OrdinalIgnoreCase);
        foreach (var gone in _memory.Users.Where(user => user.VanishedSinceUtc is null).Select(user => user.Known))
        {
            if (!listed.Contains(MigrationMemory.KeyOf(gone)) && !named.Contains(gone.Address))
            {
                yield return new() { Guid = gone.Guid, Address = gone.Address, Batch = gone.Batch, Vanished = true };
            }
        }
    }

    private IEnumerable<LoopNews> Loops() => _seen.Mailboxes
        .Where(one => one.Verdict.Findings.Any(finding => finding.Id == FindingKind.LoopObserved.Id) && one.Mailbox.LastRun is { LastSuccessUtc: not null, ArchivedFromRootItemCount: not null })
        .Select(one => new LoopNews(one.Mailbox.ExchangeGuid, one.Mailbox.LastRun!.LastSuccessUtc!.Value, one.Mailbox.LastRun.ArchivedFromRootItemCount!.Value))
        .Where(loop => !_memory.LoopsOf(loop.ExchangeGuid).Any(known => known.RunUtc == loop.RunUtc));

    private IEnumerable<EndNews> Ends()
    {
        foreach (var (mailbox, verdict) in _seen.Mailboxes.Select(one => (one.Mailbox, one.Verdict)))
        {
            var known = _memory.EndOf(mailbox.ExchangeGuid, mailbox.Identity)?.Last;
            if (known?.AtUtc > _atUtc || HasEnded(verdict.MigrationActivity) is not { } ended || ended == (known?.Value ?? false))
            {
                continue;
            }

            yield return new() { ExchangeGuid = mailbox.ExchangeGuid, Address = mailbox.Identity, Ended = ended };
        }
    }

    /// <summary>Whether a migration has ended; null where what was read is not enough to say.</summary>
    private bool? HasEnded(MigrationActivity activity) => activity switch
    {
        MigrationActivity.Ended => _read == (WholeLists.Batches | WholeLists.Users) ? true : null,
        MigrationActivity.CannotJudge => _read == (WholeLists.Batches | WholeLists.Users) ? false : null,
        _ => false,
    };

    private IEnumerable<DomainNews> Domains() => _seen.Domains.Where(domain => _memory.DomainOf(domain.Domain)?.Last is not { } known
        || (domain.State != MailExchangeState.Unknown && domain.State != known.Value && known.AtUtc <= _atUtc));

    private static BatchNews Told(MigrationBatch batch) => new()
    {
        BatchGuid = batch.BatchGuid,
        Name = batch.Identity,
        Type = batch.MigrationType.Or(null),
        Status = batch.Status.Or(null),
        TotalCount = batch.TotalCount.IsKnown ? batch.TotalCount.Value : null,
        StartedUtc = batch.StartedUtc.Or(null),
        LastSyncUtc = batch.LastSyncUtc.Or(null),
    };

    private static UserNews Told(MigrationRecord record) => new()
    {
        Guid = record.User.Guid,
        Address = record.User.Identity,
        ExchangeGuid = record.User.MailboxGuid,
        Batch = record.User.BatchId.Or(null),
        BatchGuid = record.User.BatchGuid != Guid.Empty || record.PossibleBatches != 1 ? record.User.BatchGuid : record.Batch!.BatchGuid,
        Status = record.User.Status.Or(null),
        LastSyncUtc = record.User.LastSyncUtc.Or(null),
    };

    private static bool IsNews(BatchNews now, RememberedBatch? known) =>
        known is null || known.VanishedSinceUtc is not null
        || now.Name != known.Known.Name || IsOther(now.Type, known.Known.Type) || IsOther(now.TotalCount, known.Known.TotalCount) || IsOther(now.StartedUtc, known.Known.StartedUtc)
        || IsOtherStatus(now.Status, known, Vocabularies.BatchStatus) || IsLater(now.LastSyncUtc, known, BatchSyncNews);

    private static bool IsNews(UserNews now, RememberedUser? known) =>
        known is null || known.VanishedSinceUtc is not null
        || now.Address != known.Known.Address || IsOther(now.Batch, known.Known.Batch)
        || (now.ExchangeGuid != known.Known.ExchangeGuid && now.ExchangeGuid != Guid.Empty) || (now.BatchGuid != known.Known.BatchGuid && now.BatchGuid != Guid.Empty)
        || IsOtherStatus(now.Status, known, Vocabularies.UserStatus) || IsLater(now.LastSyncUtc, known, UserSyncNews);

    // What is not returned this time is not known to have changed.
    private static bool IsOther<T>(T? now, T? known) => now is not null && !EqualityComparer<T?>.Default.Equals(now, known);

    // Synced, syncing again, Synced: of statuses that mean the same each is written down once.
    private static bool IsOtherStatus(string? now, RememberedMigration known, Vocabulary<MigrationStatusMeaning> vocabulary) =>
        IsOther(now, known.Status)
        && (vocabulary.Of(now) is not { } meaning || !meaning.Equals(vocabulary.Of(known.Status)) || !known.StatusChanges.Any(change => change.Status == now));

    private static bool IsLater(DateTime? now, RememberedMigration known, TimeSpan news) =>
        now is not null && (known.LastSyncUtc is not { } before || now - before >= news);
}
