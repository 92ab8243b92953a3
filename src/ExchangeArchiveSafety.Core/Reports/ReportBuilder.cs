using ExchangeArchiveSafety.Reports.Sections;

namespace ExchangeArchiveSafety.Reports;

/// <summary>Turns what was handed in into a report. Pure: the same input says the same.</summary>
internal static class ReportBuilder
{
    public static Report Build(ReportInput input)
    {
        var facts = ReportFacts.Of(input);
        var (tone, sentence) = ReportFigures.Sentence(facts);
        return new()
        {
            Title = DisplayText.Escape(input.Title.Length > 0 ? input.Title : CoreMessages.ReportTitle),
            AsOfUtc = input.AsOfUtc,
            Tone = tone,
            Sentence = sentence,
            Cost = facts.Forecast?.Cost,
            Figures = ReportFigures.Of(facts),
            Steps = NextSteps.Of(facts),
            Sections = [.. new[]
            {
                VerdictSection.Of(facts),
                ForecastSection.Of(facts),
                SuspensionSection.Of(facts),
                DuplicateSection.Of(facts),
                RemovalSection.Of(facts),
                GuardSection.Of(facts),
                ReadinessSection.Of(facts),
            }.OfType<ReportSection>()],
            Bare = VerdictSection.Table(facts),
            Method = MethodNotes.Of(facts),
        };
    }
}
