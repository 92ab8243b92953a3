using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A change is announced before it is made, and concluded by what is known of it.</summary>
public class JournalledChangesTests
{
    private readonly MemoryJournal _journal = new(new KillPoints());
    private readonly SuspensionLedger _ledger = new();
    private readonly SuspensionRecord _intent = JournalRecords.Numbered(0);
    private readonly List<string> _stopped = [];

    private IEnumerable<JournalRecordKind> Kinds => _journal.Read().Select(record => record.Kind);

    [Fact]
    public async Task The_intent_is_recorded_before_anything_is_done_and_the_outcome_after_it()
    {
        Assert.True(await Make(announced =>
        {
            Assert.Equal([JournalRecordKind.Intent], Kinds);
            Assert.True(_journal.IsAtWork(announced.Run));
            return Outcome(announced);
        }));
        Assert.Equal([JournalRecordKind.Intent, JournalRecordKind.Outcome], Kinds);
        Assert.Equal(_journal.Read()[0].Run, _journal.Read()[1].Run);
        Assert.False(_journal.IsAtWork(_journal.Read()[0].Run));
    }

    [Fact]
    public async Task Where_something_was_recorded_about_the_mailbox_since_nothing_is_done()
    {
        _ledger.Refresh(_journal);
        _journal.Append(JournalRecords.Numbered(1));
        Assert.False(await Make(_ => throw new InvalidOperationException("was done")));
        Assert.Single(Kinds);
    }

    [Fact]
    public async Task What_was_recorded_about_another_mailbox_is_no_news()
    {
        _ledger.Refresh(_journal);
        _journal.Append(JournalRecords.Numbered(1) with { ExchangeGuid = Guid.NewGuid() });
        Assert.True(await Make(Outcome));
        Assert.Equal(3, Kinds.Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_nobody_can_say_what_came_of_it_the_intent_stays_open(bool thrown)
    {
        Task Made() => Make(_ => thrown ? throw new InvalidOperationException("a mistake") : null);
        await (thrown ? Assert.ThrowsAsync<InvalidOperationException>(Made) : Made());
        Assert.Equal([JournalRecordKind.Intent], Kinds);
        _ledger.Refresh(_journal);
        Assert.Equal(SuspensionStage.Intended, Assert.Single(_ledger.Open).Stage);
        Assert.Empty(_stopped);
    }

    [Fact]
    public async Task What_is_stopped_half_way_is_concluded_by_what_is_known_and_the_stop_goes_on()
    {
        _ = await Assert.ThrowsAsync<OperationCanceledException>(() => Make(_ => throw new OperationCanceledException()));
        Assert.Equal([JournalRecordKind.Intent, JournalRecordKind.Outcome], Kinds);
        Assert.Single(_stopped);
    }

    private static SuspensionRecord Outcome(SuspensionRecord announced) =>
        announced with { Kind = JournalRecordKind.Outcome, Before = null, After = null, Status = SuspensionStatus.Suspended };

    private async Task<bool> Make(Func<SuspensionRecord, SuspensionRecord?> act)
    {
        using var work = _journal.BeginWork();
        return await new JournalledChanges(_journal, _ledger, () => World.At(1)).MakeAsync(
            work,
            _intent,
            seen: 0,
            announced => Task.FromResult(act(announced)),
            announced =>
            {
                _stopped.Add(announced.Identity);
                return Outcome(announced);
            },
            CancellationToken.None);
    }
}
