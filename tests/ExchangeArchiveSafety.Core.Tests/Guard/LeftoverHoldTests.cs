using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

public class LeftoverHoldTests
{
    private static readonly DateTime Now = TestTenant.Now;
    private static readonly Mailbox Fine = TestTenant.Conflicting.Mailbox;
    private static readonly Mailbox Held = Fine with { RetentionHoldEnabled = true };

    [Fact]
    public void A_mailbox_that_nothing_holds_off_is_not_named() => Assert.Null(Of(Fine));

    [Fact]
    public void What_is_not_returned_is_no_hold_and_is_told()
    {
        var unread = Fine with { RetentionHoldEnabled = default, ElcProcessingDisabled = default, AutoArchivingEnabled = default };

        Assert.Null(Of(unread));
        Assert.Equal(["RetentionHoldEnabled", "ElcProcessingDisabled", "AutoArchivingEnabled"], LeftoverHolds.NotReturned(unread).Select(setting => setting.ToString()));
        Assert.Null(Of(Held with { EndDateForRetentionHold = default, StartDateForRetentionHold = Now.AddDays(1) }));
        Assert.Contains(ArchivingSetting.EndDateForRetentionHold, LeftoverHolds.NotReturned(Held with { EndDateForRetentionHold = default }));
        Assert.Empty(LeftoverHolds.NotReturned(Fine));
    }

    [Theory]
    [InlineData("Synced", "IMAP", false)]
    [InlineData("Stopped", "IMAP", false)]
    [InlineData("Synced", "Something new", false)]
    [InlineData("Completed", "IMAP", true)]
    [InlineData("Synced", "ExchangeRemoteMove", true)]
    public void A_migration_that_has_not_ended_explains_it(string status, string type, bool isNamed) =>
        Assert.Equal(isNamed, Of(Held, tenant: Migrating(status, type)) is not null);

    [Theory]
    [InlineData("ExchangeRemoteMove", LeftoverOrigin.RemoteMove)]
    [InlineData("PSTImport", LeftoverOrigin.PstImport)]
    [InlineData("IMAP", LeftoverOrigin.EarlierMigration)]
    public void The_type_of_its_migration_tells_the_origin_now_and_from_memory(string type, LeftoverOrigin origin)
    {
        var memory = new MigrationMemory();
        Remember(memory, Migrating("Completed", type));

        Assert.Equal(origin, Of(Held, tenant: Migrating("Completed", type))!.Origin);
        Assert.Equal(origin, Of(Held, memory: memory)!.Origin);

        // Moves and imports set the hold and nothing else.
        Assert.Equal(type == "IMAP" ? origin : LeftoverOrigin.Unknown, Of(Fine with { ElcProcessingDisabled = true }, memory: memory)!.Origin);
    }

    [Fact]
    public void An_open_suspension_explains_what_it_set_and_nothing_else()
    {
        var ours = new JournaledSuspension { ExchangeGuid = Held.ExchangeGuid, Stage = SuspensionStage.Suspended, After = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, true) };

        Assert.Null(Of(Held, ours));
        Assert.NotNull(Of(Held, ours with { ExchangeGuid = Guid.NewGuid() }));
        Assert.NotNull(Of(Held, ours with { Stage = SuspensionStage.Closed }));
        Assert.EndsWith(" -ElcProcessingDisabled $false", Of(Held with { ElcProcessingDisabled = true }, ours)!.EndingCommand, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_suspension_found_stood_before_it()
    {
        var closed = new JournaledSuspension
        {
            ExchangeGuid = Held.ExchangeGuid,
            Stage = SuspensionStage.Closed,
            SuspendedAtUtc = Now.AddDays(-50),
            Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, true),
        };

        Assert.Equal((Now.AddDays(-50), LeftoverOrigin.EarlierMigration), (Of(Held, closed)!.SinceUtc!.Value, Of(Held, closed)!.Origin));
        Assert.Null(Of(Held, closed with { Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, false) })!.SinceUtc);
    }

    [Fact]
    public void What_a_later_suspension_did_not_find_did_not_stand_since_an_earlier_one()
    {
        var found = new JournaledSuspension { ExchangeGuid = Held.ExchangeGuid, Stage = SuspensionStage.Closed, SuspendedAtUtc = Now.AddDays(-50), Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, true) };
        var off = found with { SuspendedAtUtc = Now.AddDays(-30), Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, false) };

        Assert.Null(Since(found, off));
        Assert.Equal(Now.AddDays(-20), Since(found, off, found with { SuspendedAtUtc = Now.AddDays(-20) }));

        static DateTime? Since(params JournaledSuspension[] own) => new LeftoverHolds(new(new() { MigrationBatches = new([]) }), own, new(), Now, "").Of(Held)!.SinceUtc;
    }

    [Fact]
    public void While_somebody_is_missing_from_the_list_no_line_is_offered()
    {
        var someone = Migrating("Synced", "IMAP") with { MigrationUsers = [new() { Identity = "b@contoso.example", BatchId = TestTenant.BatchName, Status = "Synced" }] };
        var leftover = Of(Held, tenant: someone with { MigrationBatches = new([someone.MigrationBatches.Value[0] with { TotalCount = 2 }]) })!;

        Assert.Equal("", leftover.EndingCommand);
        Assert.Contains("missing from the list", leftover.Reason, StringComparison.Ordinal);
        Assert.NotEqual("", Of(Held, tenant: someone)!.EndingCommand);

        // Where no batch could be read, nobody says how many users there are.
        Assert.Equal("", Of(Held, tenant: someone with { MigrationBatches = default })!.EndingCommand);
    }

    [Property]
    public void The_line_is_made_of_the_key_and_fixed_words(string? name, string? address, string? prefix, byte flags)
    {
        var mailbox = Fine with
        {
            DisplayName = name,
            PrimarySmtpAddress = address,
            RetentionPolicy = name,
            RetentionHoldEnabled = (flags & 1) != 0,
            ElcProcessingDisabled = (flags & 2) != 0,
            AutoArchivingEnabled = (flags & 4) == 0,
        };
        var leftover = new LeftoverHolds(new(new() { MigrationBatches = new([]) }), [], new(), Now, prefix ?? "").Of(mailbox);

        Assert.Equal((flags & 7) == 0, leftover is null);
        Assert.True(leftover is null || System.Text.RegularExpressions.Regex.IsMatch(leftover.EndingCommand, @"\ASet-[A-Za-z0-9]*Mailbox -Identity [0-9a-f-]{36}( -[A-Za-z]+ \$(true|false)){1,3}\z"));
    }

    private static LeftoverHold? Of(Mailbox mailbox, JournaledSuspension? suspension = null, TenantSnapshot? tenant = null, MigrationMemory? memory = null) =>
        new LeftoverHolds(new(tenant ?? new() { MigrationBatches = new([]) }), suspension is null ? [] : [suspension], memory ?? new(), Now, "").Of(mailbox);

    private static TenantSnapshot Migrating(string status, string type) => new()
    {
        MigrationUsers = [new() { Identity = TestTenant.Address, BatchId = TestTenant.BatchName, Status = status }],
        MigrationBatches = new([new() { Identity = TestTenant.BatchName, Status = status, MigrationType = type, TotalCount = 1 }]),
    };

    private static void Remember(MigrationMemory memory, TenantSnapshot tenant)
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(folder.File("journal.jsonl"));
        journal.EnsureWritable();
        _ = memory.Remember(journal, new() { AtUtc = Now.AddDays(-9), Migrations = tenant }, default);
    }
}
