using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What a mailbox amounts to in numbers.</summary>
public class CopyTallyTests
{
    private DateTime _now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(CopyRunStatus.Completed, RemovalStatus.Removed, RemovalStatus.AlreadyRemoved)]
    [InlineData(CopyRunStatus.Partial, RemovalStatus.Removed, RemovalStatus.Skipped)]
    [InlineData(CopyRunStatus.Partial, RemovalStatus.Removed, RemovalStatus.Unverified)]
    [InlineData(CopyRunStatus.Partial, RemovalStatus.Skipped, RemovalStatus.Failed)]
    [InlineData(CopyRunStatus.Failed, RemovalStatus.Failed, RemovalStatus.Unverified)]
    [InlineData(CopyRunStatus.Completed, RemovalStatus.WhatIf, RemovalStatus.WhatIf)]
    public void The_numbers_tell_how_it_ended(CopyRunStatus expected, params RemovalStatus[] copies) => Assert.Equal(expected, Of(copies.Length, copies).Removal(null, "", null).Status);

    [Fact]
    public void Every_copy_of_the_plan_is_in_one_of_the_numbers()
    {
        var summary = Of(9, RemovalStatus.Removed, RemovalStatus.Removed, RemovalStatus.AlreadyRemoved, RemovalStatus.Skipped, RemovalStatus.Failed, RemovalStatus.Unverified).Removal(null, "why", null);
        Assert.Equal((9, 2, 1, 4, 2), (summary.Planned, summary.Removed, summary.AlreadyRemoved, summary.Stayed, summary.Failed));
        Assert.Equal((20L, 2.5, "why", "q"), (summary.Bytes, summary.DurationSeconds, summary.Reason, summary.QuarantinePath));
        Assert.Equal("Gone: 3", summary.Reasons.ToString());
    }

    [Fact]
    public void What_an_earlier_run_left_open_comes_on_top_of_the_plan()
    {
        var summary = Of(1, RemovalStatus.Removed, RemovalStatus.Removed).Removal(null, "", null);
        Assert.Equal((2, 2, 0, CopyRunStatus.Completed), (summary.Planned, summary.Removed, summary.Stayed, summary.Status));
    }

    [Fact]
    public void Of_a_refused_mailbox_everything_stayed()
    {
        var summary = Of(120).Removal(CopyRunStatus.Refused, "It syncs.", null);
        Assert.Equal((120, 0, 120, CopyRunStatus.Refused), (summary.Planned, summary.Removed, summary.Stayed, summary.Status));
    }

    [Theory]
    [InlineData(RemovalStatus.Failed, false)]
    [InlineData(RemovalStatus.Removed, true)]
    [InlineData(RemovalStatus.WhatIf, true)]
    public void Only_where_something_goes_there_is_something_to_undo(RemovalStatus status, bool told)
    {
        var entry = new RemovalEntry(new MailItem { ItemId = "a" }, new MailItem { ItemId = "b" }, null, DuplicateEvidence.Identical);
        var room = RemovalRoom.Of("adele", [entry], _ => false, new(), ignoresQuota: false, _now);
        Assert.Equal(told ? room.Sentence : "", Of(1, status).Removal(null, "", room).Undo);
        Assert.NotEmpty(room.Sentence);
    }

    private CopyTally Of(int planned, params RemovalStatus[] copies)
    {
        var tally = new CopyTally("adele", "q", planned, () => _now);
        _now = _now.AddSeconds(2.5);
        foreach (var status in copies)
        {
            tally.Add(new ArchiveDuplicateRemoval { Status = status, Size = 10, ReasonId = RemovalReason.Gone });
        }

        return tally;
    }
}
