using System.Diagnostics;
using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Judges a saved tenant of 100,000 mailboxes with 20,000 migration users in 40 batches: time and bytes a mailbox, from the file to the verdicts.</summary>
internal static class VerdictRun
{
    private const int Mailboxes = 100_000;
    private const int Users = 20_000;
    private const int Batches = 40;

    public static int Run(int runs)
    {
        var path = Path.GetTempFileName();
        try
        {
            SnapshotFile.Save(path, Tenant());
            Tell("file, bytes a mailbox", new FileInfo(path).Length / (double)Mailboxes);
            for (var run = 0; run < runs; run++)
            {
                Measure(path);
            }

            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Measure(string path)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        using var file = File.OpenRead(path);
        var snapshot = SnapshotFile.Read(file, path);
        Tell("read, ms", watch.Elapsed.TotalMilliseconds);
        Tell("read, bytes a mailbox", (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Mailboxes);

        allocated = GC.GetAllocatedBytesForCurrentThread();
        watch.Restart();
        var analyzer = new ConflictAnalyzer(snapshot, snapshot.CapturedAtUtc);
        var conflicting = snapshot.Mailboxes.Count(mailbox => analyzer.Analyze(mailbox).State == ConflictState.Conflicting);
        Tell("judge, ms", watch.Elapsed.TotalMilliseconds);
        Tell("judge, bytes a mailbox", (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Mailboxes);
        Tell("conflicting", conflicting);
    }

    private static TenantSnapshot Tenant()
    {
        var captured = new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);
        return new()
        {
            CapturedAtUtc = captured,
            Organization = new() { Name = "contoso", ElcProcessingDisabled = false },
            RetentionTags = new([new() { Name = "Move", Type = "All", RetentionAction = "MoveToArchive", RetentionEnabled = true, AgeLimitForRetention = TimeSpan.FromDays(730) }]),
            RetentionPolicies = new([new() { Name = "Default MRM Policy", IsDefault = true, RetentionPolicyTagLinks = new(["Move"]) }]),
            MigrationBatches = new([.. Enumerable.Range(0, Batches).Select(number => new MigrationBatch
            {
                Identity = Name("Wave", number),
                Status = "Synced",
                MigrationType = "IMAP",
                TotalCount = Users / Batches,
                StartedUtc = captured.AddDays(-30),
            })]),
            MigrationUsers = [.. Enumerable.Range(0, Users).Select(number => new MigrationUser
            {
                Identity = Address(number),
                BatchId = Name("Wave", number % Batches),
                Status = number % 7 == 0 ? "Stopped" : "Synced",
            })],
            Mailboxes = [.. Enumerable.Range(0, Mailboxes).Select(Mailbox)],
        };
    }

    private static Mailbox Mailbox(int number) => new()
    {
        ExchangeGuid = new Guid(number + 1, 0, 0, new byte[8]),
        DisplayName = Name("User", number),
        PrimarySmtpAddress = Address(number),
        ArchiveGuid = number % 3 == 0 ? Guid.Empty : new Guid(number + 1, 1, 0, new byte[8]),
        ArchiveStatus = number % 3 == 0 ? "None" : "Active",
        RetentionPolicy = "Default MRM Policy",
        RetentionHoldEnabled = number % 11 == 0,
        StartDateForRetentionHold = new((DateTime?)null),
        EndDateForRetentionHold = new((DateTime?)null),
        ElcProcessingDisabled = false,
        AutoArchivingEnabled = true,
        ProhibitSendReceiveQuota = new(107_374_182_400),
        TotalItemSize = number % 100 * 1_000_000_000L,
        OptionalTags = new([]),
    };

    private static string Name(string what, int number) => what + " " + number.ToString(CultureInfo.InvariantCulture);

    private static string Address(int number) => "user" + number.ToString(CultureInfo.InvariantCulture) + "@contoso.example";

    private static void Tell(string what, double figure) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-24} {figure,12:N0}"));
}
