using System.Globalization;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Days as dates that mean the same everywhere, midnight local time.</summary>
internal abstract class DayCompleter(params int[] days) : ValueCompleter
{
    private const string Format = "yyyy-MM-dd";

    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line)
    {
        var today = StoppableCommand.Clock.ToLocalTime().Date;
        return days.Select(day => new Suggestion(
            today.AddDays(day).ToString(Format, CultureInfo.InvariantCulture),
            DisplayText.Sentence(day == 0 ? Messages.CompletionToday : day < 0 ? Messages.CompletionDaysAgo : Messages.CompletionDaysAhead, Math.Abs(day))));
    }
}

/// <summary>Ends of a hold.</summary>
internal sealed class DayAheadCompleter() : DayCompleter(7, 14, 30, 60, 90, 180);

/// <summary>Days that something happened after or before.</summary>
internal sealed class DayPastCompleter() : DayCompleter(-1, -7, -14, -30, -60, -90);

/// <summary>Days that an answer may be about.</summary>
internal sealed class AsOfCompleter() : DayCompleter(0, -1, -7, -30, 1, 7, 30);
