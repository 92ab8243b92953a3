using System.Text;
using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>Records about copies beside those about archiving.</summary>
public class RemovalJournalTests
{
    private static readonly CopyRecord Intent = new()
    {
        RemovalId = new Guid(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Kind = JournalRecordKind.Intent,
        Operation = JournalOperation.Remove,
        AtUtc = World.At(0),
        MailboxId = "MBX:1",
        Identity = "adele@contoso.example",
        Items = [new() { ItemId = "P\udc001", KeptItemId = "A1", FolderPath = "Inbox", File = "f", Sha256 = "0" }],
    };

    [Fact]
    public void A_record_comes_back_as_it_was_and_carries_nothing_about_archiving()
    {
        var line = JournalLine.Write(Intent);
        var text = Encoding.UTF8.GetString(line);
        Assert.DoesNotContain("method", text, StringComparison.Ordinal);
        Assert.DoesNotContain("suspensionId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("exchangeGuid", text, StringComparison.Ordinal);
        var read = Assert.IsType<CopyRecord>(JournalLine.Read(line.AsSpan()[..^1], "journal", 1));
        Assert.Equal("P\udc001", Assert.Single(read.Items!).ItemId);
        Assert.Equal(text, Encoding.UTF8.GetString(JournalLine.Write(read)));
    }

    [Fact]
    public void Suspensions_keep_their_method_and_pass_over_copies()
    {
        var suspend = JournalRecords.Numbered(1) with { Method = SuspensionMethod.ElcProcessing };
        var read = Assert.IsType<SuspensionRecord>(JournalLine.Read(JournalLine.Write(suspend).AsSpan()[..^1], "journal", 1));
        Assert.Equal(SuspensionMethod.ElcProcessing, read.Method);
        Assert.Contains("\"method\":\"RetentionHold\"", Encoding.UTF8.GetString(JournalRecords.Line(1)), StringComparison.Ordinal);
        _ = Assert.Single(SuspensionLedger.Fold([Intent, suspend, Intent]));
    }

    [Fact]
    public void Records_that_lack_what_they_need_are_damaged()
    {
        foreach (var record in new JournalRecord[]
        {
            Intent with { RemovalId = Guid.Empty },
            Intent with { MailboxId = null },
            Intent with { Items = null },
            Intent with { Items = [] },
            Intent with { Items = [new()] },
            Intent with { Operation = JournalOperation.Suspend },
            JournalRecords.Numbered(1) with { SuspensionId = Guid.Empty },
            JournalRecords.Numbered(1) with { ExchangeGuid = Guid.Empty },
        })
        {
            Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => JournalLine.Read(JournalLine.Write(record).AsSpan()[..^1], "journal", 1)).ErrorId);
        }
    }

    [Fact]
    public void A_line_that_says_two_operations_is_damaged()
    {
        var line = Encoding.UTF8.GetString(JournalRecords.Line(1)).Replace("\"operation\":\"Suspend\"", "\"operation\":\"Suspend\",\"operation\":\"Remove\"", StringComparison.Ordinal);
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => JournalLine.Read(Encoding.UTF8.GetBytes(line.TrimEnd()), "journal", 1)).ErrorId);
    }

    [Fact]
    public void The_last_word_on_an_item_counts()
    {
        var outcome = Intent with { Kind = JournalRecordKind.Outcome, Items = [Intent.Items![0] with { State = JournalItemState.Removed }] };
        var again = Intent with { RemovalId = Guid.NewGuid() };
        Assert.True(State(Intent).IsOpenRemoval);
        Assert.True(State(Intent, outcome).WasRemoved);
        Assert.True(State(Intent, again, outcome).IsOpenRemoval);
        Assert.True(State(Intent, outcome, Intent with { Operation = JournalOperation.Restore, RemovalId = Guid.NewGuid() }).IsOpenRestore);

        static LedgerItem State(params JournalRecord[] records) => RemovalLedger.Fold(records).Of("MBX:1", "P\udc001")!;
    }
}
