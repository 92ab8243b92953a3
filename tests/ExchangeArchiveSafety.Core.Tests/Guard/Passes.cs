namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A memory that passes write to, line by line as a journal has them.</summary>
internal sealed class Passes
{
    public static readonly DateTime Began = TestTenant.Now;

    public List<byte[]> Lines { get; } = [];

    public MigrationMemory Memory { get; } = new();

    public static PassNews Quiet { get; } = new() { Mode = GuardMode.Protect, Seconds = 95, Judged = 12345, AtRisk = 12 };

    public static DateTime Hour(double hours) => Began.AddHours(hours);

    public static Observation Of(TestTenant tenant, double hours, params Mailbox[] judged) => new()
    {
        AtUtc = Hour(hours),
        Tenant = "contoso.onmicrosoft.com",
        Migrations = tenant.Snapshot,
        Mailboxes = [.. judged.Select(mailbox => new JudgedReading(mailbox, tenant.Analyzer.Analyze(mailbox)))],
        Pass = Quiet,
    };

    /// <summary>A pass that judges the one mailbox.</summary>
    public static Observation Of(TestTenant tenant, double hours) => Of(tenant, hours, tenant.Mailbox);

    public MemoryRecord? See(TestTenant tenant, double hours) => See(Of(tenant, hours));

    public MemoryRecord? See(Observation seen) => Memory.Changes(seen) is { } record ? (MemoryRecord)Add(record) : null;

    public JournalRecord Add(JournalRecord record)
    {
        Lines.Add(JournalLine.Write(record));
        var read = JournalLine.Read(Lines[^1].AsSpan(0, Lines[^1].Length - 1), "journal", Lines.Count);
        ((IJournalReader)Memory).Add(read);
        return read;
    }

    public static MigrationMemory Fold(IEnumerable<JournalRecord> records)
    {
        var passes = new Passes();
        foreach (var record in records)
        {
            _ = passes.Add(record);
        }

        return passes.Memory;
    }

    /// <summary>Everything that a memory says.</summary>
    public static string Show(MigrationMemory memory) => string.Join('\n',
    [
        .. memory.Batches.Select(batch => Show(batch, batch.Known with { Status = null, LastSyncUtc = null, Vanished = false })),
        .. memory.Users.Select(user => Show(user, user.Known with { Status = null, LastSyncUtc = null, Vanished = false })),
        .. memory.Domains.Order().Select(domain => domain + " moved " + memory.MovedSinceUtc(domain)),
        .. Enumerable.Range(1, 9).Select(Key).SelectMany(mailbox => memory.LoopsOf(mailbox).Select(loop => loop.ToString())
            .Concat(memory.HeldOff(mailbox).Select(period => period.ToString())).Append("ended " + memory.EndFirstSeenUtc(mailbox, "")).Append("in force " + memory.InForceSinceUtc(mailbox))),
        "passes " + memory.LastPassUtc + " " + memory.LastPassOf(0, 0) + memory.LastPassOf(1, 2) + " read " + memory.UsersReadUtc,
    ]);

    public static Guid Key(int number) => new(number, 0, 0, new byte[8]);

    private static string Show(RememberedMigration one, object known) =>
        $"{known} {one.FirstSeenUtc:s} {one.LastSeenUtc:s} {one.VanishedSinceUtc:s} {one.LastSyncUtc:s} [{string.Join("; ", one.StatusChanges.Select(change => $"{change.Status} {change.AtUtc:s}-{change.LastSeenUtc:s}"))}]";
}
