using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

public class MigrationEndingTests
{
    private static readonly DateTime Day = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DomainMail Elsewhere = new() { Domain = "old.example", State = MailExchangeState.NotMoved, Because = "It points elsewhere." };
    private static readonly DomainMail Silent = new() { Domain = "silent.example", Because = "Nobody answered." };

    [Fact]
    public void It_counts_from_the_last_domain_that_moved()
    {
        var ending = Of([Moved(1), Moved(3)], lastSync: 9);

        Assert.Equal((MigrationEndingBasis.MailExchange, Day.AddDays(3), Day.AddDays(6)), (ending.CountsFrom, ending.FromUtc!.Value, ending.WaitUntilUtc!.Value));
    }

    [Fact]
    public void An_end_that_was_seen_later_counts_too_and_is_told()
    {
        var ending = Of([Moved(1)], endSeen: 5);

        Assert.Equal(Day.AddDays(8), ending.WaitUntilUtc);
        Assert.Contains(DisplayText.Show(Day.AddDays(5)), ending.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_domain_has_not_moved_it_says_so_and_counts_from_the_last_sync()
    {
        var ending = Of([Moved(1), Elsewhere], lastSync: 4);

        Assert.Equal((MigrationEndingBasis.LastSync, Day.AddDays(7)), (ending.CountsFrom, ending.WaitUntilUtc!.Value));
        Assert.Contains("It points elsewhere.", ending.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_name_server_is_never_a_move()
    {
        var ending = Of([Moved(1), Silent], lastSync: 4);

        Assert.Equal(MigrationEndingBasis.LastSync, ending.CountsFrom);
        Assert.Contains("Nobody answered.", ending.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_that_nobody_dated_is_not_counted_from()
    {
        var ending = Of([Moved(1) with { MovedSinceUtc = null }], lastSync: 4);

        Assert.Equal(MigrationEndingBasis.LastSync, ending.CountsFrom);
        Assert.Contains("not written down", ending.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_sync_the_end_counts_and_without_that_nothing_does()
    {
        Assert.Equal((MigrationEndingBasis.EndSeen, Day.AddDays(5)), (Of([], endSeen: 2).CountsFrom, Of([], endSeen: 2).WaitUntilUtc!.Value));
        Assert.Equal((MigrationEndingBasis.Nothing, null), (Of([]).CountsFrom, Of([]).WaitUntilUtc));
    }

    [Property]
    public void What_is_not_known_never_shortens_the_wait(bool moved, byte since, byte? sync, byte? end)
    {
        var domain = moved ? Moved(since) : Elsewhere;
        var told = Of([domain], sync, end).WaitUntilUtc;

        Assert.True(told is null || end is null || told >= Day.AddDays(end.Value + 3));
        Assert.True(told is null || !moved || told >= Day.AddDays(since + 3));
        Assert.True(told is null || moved || sync is null || told >= Day.AddDays(sync.Value + 3));
        Assert.Equal(told, Of([domain, domain], sync, end).WaitUntilUtc);

        // Silence after the move was seen.
        Assert.True(!moved || Of([domain with { State = MailExchangeState.Unknown }], sync, end).WaitUntilUtc >= told);
    }

    private static DomainMail Moved(int day) => new() { Domain = "contoso.com", State = MailExchangeState.Moved, MovedSinceUtc = Day.AddDays(day) };

    private static MigrationEnding Of(DomainMail[] domains, int? lastSync = null, int? endSeen = null) =>
        MigrationEnding.Of(domains, lastSync is { } sync ? Day.AddDays(sync) : null, endSeen is { } end ? Day.AddDays(end) : null, MigrationEnding.SettleTime);
}
