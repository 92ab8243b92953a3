namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>The forms in which a session may hand over the same value.</summary>
public sealed class ValueShapes
{
    /// <summary>Status, StatusSummary, MigrationType, tag types and actions.</summary>
    public EnumShape Enums { get; set; } = EnumShape.Text;

    /// <summary>Identity and BatchId of batches and users.</summary>
    public IdentityShape Identities { get; set; } = IdentityShape.Text;

    public SizeShape Sizes { get; set; } = SizeShape.Text;

    public SpanShape Spans { get; set; } = SpanShape.Text;

    public DateShape Dates { get; set; } = DateShape.DateTimeUtc;

    /// <summary>How dates are written inside the diagnostic log.</summary>
    public LogDateShape LogDates { get; set; } = LogDateShape.UnitedStates;
}

public enum EnumShape
{
    Text,
    ObjectWithValue,
    ObjectWithName,
}

public enum IdentityShape
{
    Text,
    ObjectWithName,
}

public enum SizeShape
{
    Text,
    TextWithDots,
    Object,
    Number,
}

public enum SpanShape
{
    Text,
    TimeSpan,
    DaysAndTicks,
}

public enum DateShape
{
    DateTimeUtc,
    DateTimeUnspecified,
    DateTimeLocal,
    IsoText,
}

public enum LogDateShape
{
    UnitedStates,
    Iso,
}
