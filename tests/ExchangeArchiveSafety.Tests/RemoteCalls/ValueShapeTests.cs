using ExchangeArchiveSafety.Tests.Verdicts;

namespace ExchangeArchiveSafety.Tests.RemoteCalls;

/// <summary>The same tenant in every form in which a session may hand over its values.</summary>
public class ValueShapeTests(ValueShapeTests.Tenant shared) : IClassFixture<ValueShapeTests.Tenant>
{
    public static TheoryData<string> Shapes => new(Switches.Keys);

    private static readonly Dictionary<string, Action<ValueShapes>> Switches = new()
    {
        ["enums with Value"] = shapes => shapes.Enums = EnumShape.ObjectWithValue,
        ["enums with Name"] = shapes => shapes.Enums = EnumShape.ObjectWithName,
        ["identities with Name"] = shapes => shapes.Identities = IdentityShape.ObjectWithName,
        ["sizes with dots"] = shapes => shapes.Sizes = SizeShape.TextWithDots,
        ["sizes as objects"] = shapes => shapes.Sizes = SizeShape.Object,
        ["sizes as numbers"] = shapes => shapes.Sizes = SizeShape.Number,
        ["spans as TimeSpan"] = shapes => shapes.Spans = SpanShape.TimeSpan,
        ["spans as days and ticks"] = shapes => shapes.Spans = SpanShape.DaysAndTicks,
        ["dates without a kind"] = shapes => shapes.Dates = DateShape.DateTimeUnspecified,
        ["dates in local time"] = shapes => shapes.Dates = DateShape.DateTimeLocal,
        ["dates as text"] = shapes => shapes.Dates = DateShape.IsoText,
        ["log dates as ISO"] = shapes => shapes.LogDates = LogDateShape.Iso,
        ["everything odd at once"] = shapes =>
        {
            shapes.Enums = EnumShape.ObjectWithValue;
            shapes.Identities = IdentityShape.ObjectWithName;
            shapes.Sizes = SizeShape.Object;
            shapes.Spans = SpanShape.DaysAndTicks;
            shapes.Dates = DateShape.IsoText;
            shapes.LogDates = LogDateShape.Iso;
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_of_values_gives_the_same_verdicts(string shape)
    {
        var shapes = shared.Session.Tenant.Options.Shapes;
        Switches[shape](shapes);
        try
        {
            var verdicts = shared.Session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts;

            Assert.Equal(shared.Expected, verdicts.Select(verdict => verdict.Everything));
        }
        finally
        {
            var usual = new ValueShapes();
            foreach (var property in typeof(ValueShapes).GetProperties())
            {
                property.SetValue(shapes, property.GetValue(usual));
            }
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void The_culture_of_the_session_changes_no_verdict_and_no_finding(string culture)
    {
        var verdicts = shared.Session
            .Try("param($culture) [cultureinfo]::CurrentCulture = [cultureinfo]$culture; [cultureinfo]::CurrentUICulture = [cultureinfo]$culture; Test-ArchiveMigrationConflict -IncludeSafe", culture)
            .Clean().Verdicts;

        Assert.Equal(shared.Expected, verdicts.Select(verdict => verdict.Everything));
    }

    public sealed class Tenant : IAsyncLifetime
    {
        private LabSession? _session;

        public LabSession Session => _session!;

        public IReadOnlyList<string> Expected { get; private set; } = [];

        public async Task InitializeAsync()
        {
            var tenant = Contoso.Create();
            tenant.AdvanceDays(6);
            _session = await LabSession.StartAsync(tenant);
            var verdicts = _session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts;
            Assert.Equal(ContosoStates.Migrating.Count, verdicts.Count);
            Expected = [.. verdicts.Select(verdict => verdict.Everything)];
        }

        public async Task DisposeAsync() => await _session!.DisposeAsync();
    }
}
