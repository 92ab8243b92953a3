using Xunit;
using Xunit.Abstractions;

namespace ExchangeArchiveSafety.Core.Tests.Tenant;

/// <summary>A tenant of 100,000 mailboxes with 20,000 migration users in 40 batches. Bounds are on bytes, which do not depend on the machine.</summary>
public class SnapshotScaleTests(ITestOutputHelper output)
{
    private const int Mailboxes = 100_000;
    private const int Users = 20_000;
    private const int Batches = 40;

    // Measured: 1,154, 1,060 and 3,530 bytes for each mailbox.
    private const long MostFileBytes = 1500;
    private const long MostReadBytes = 1600;
    private const long MostJudgeBytes = 5000;

    [Fact]
    public void A_large_tenant_is_written_read_and_judged_within_its_bytes()
    {
        var snapshot = Tenant(Mailboxes);
        using var stream = new MemoryStream();
        SnapshotFile.Write(stream, snapshot);
        var fileBytes = stream.Length / Mailboxes;
        stream.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = SnapshotFile.Read(stream, "large.json");
        var readBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Mailboxes;
        Assert.Equal(Mailboxes, read.Mailboxes.Count);
        Assert.Equal(Users, read.MigrationUsers.Count);
        Assert.Equal(Batches, read.MigrationBatches.Value.Count);

        var (states, judgeBytes) = Judge(read);
        output.WriteLine($"Per mailbox: {fileBytes} bytes of file, {readBytes} bytes to read, {judgeBytes} bytes to judge.");

        // Every fifth mailbox migrates; of the batches, one in four is of each kind.
        Assert.Equal(Mailboxes - Users + (Users / 4), states[ConflictState.Safe]);
        Assert.Equal(Users / 4, states[ConflictState.Conflicting]);
        Assert.Equal(Users / 4, states[ConflictState.Imminent]);
        Assert.Equal(Users / 4, states[ConflictState.Dormant]);
        Assert.InRange(fileBytes, 1, MostFileBytes);
        Assert.InRange(readBytes, 1, MostReadBytes);
        Assert.InRange(judgeBytes, 1, MostJudgeBytes);
    }

    [Fact]
    public void Judging_ten_times_as_many_mailboxes_costs_no_more_for_each()
    {
        // The first run pays for what is made once.
        _ = Judge(Tenant(1_000));
        var (_, few) = Judge(Tenant(2_000));
        var (_, many) = Judge(Tenant(20_000));
        output.WriteLine($"Bytes per mailbox: {few} of 2,000, {many} of 20,000.");
        Assert.InRange(many, 1, few * 11 / 10);
    }

    private static (Dictionary<ConflictState, int> States, long BytesEach) Judge(TenantSnapshot snapshot)
    {
        var states = Enum.GetValues<ConflictState>().ToDictionary(state => state, _ => 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var analyzer = new ConflictAnalyzer(snapshot, TestTenant.Now);
        foreach (var mailbox in snapshot.Mailboxes)
        {
            states[analyzer.Analyze(mailbox).State]++;
        }

        return (states, (GC.GetAllocatedBytesForCurrentThread() - before) / snapshot.Mailboxes.Count);
    }

    private static TenantSnapshot Tenant(int mailboxes)
    {
        string[] statuses = ["Synced", "Created", "Stopped", "Completed"];
        string[] ofUsers = ["Synced", "Queued", "Stopped", "Completed"];
        var some = TestTenant.Conflicting;
        var small = some.Mailbox;
        var users = mailboxes / 5;
        return some.Snapshot with
        {
            Mailboxes = [.. Enumerable.Range(0, mailboxes).Select(i => small with
            {
                ExchangeGuid = Key(1, i),
                ArchiveGuid = Key(2, i),
                DisplayName = "User number " + i,
                PrimarySmtpAddress = "user" + i + "@contoso.example",
                UserPrincipalName = "user" + i + "@contoso.onmicrosoft.example",
                OtherIdentities = ["user" + i, "old" + i + "@contoso.example"],
            })],
            MigrationBatches = new([.. Enumerable.Range(0, Batches).Select(i => some.Batches[0] with
            {
                Identity = "Wave " + i,
                BatchGuid = Key(3, i),
                Status = statuses[i % 4],
                TotalCount = users / Batches,
            })]),
            MigrationUsers = [.. Enumerable.Range(0, users).Select(i => some.Users[0] with
            {
                Identity = "user" + (i * 5) + "@contoso.example",
                Guid = Key(4, i),
                MailboxGuid = Key(1, i * 5),
                BatchId = "Wave " + (i % Batches),
                Status = ofUsers[i % 4],
            })],
        };
    }

    private static Guid Key(short kind, int number) => new(number, kind, 0, 1, 2, 3, 4, 5, 6, 7, 8);
}
