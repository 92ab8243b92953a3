namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>
/// Objects of the lab as a session hands them out, each value in the shape that this tenant uses. What has not changed since it was last asked for is the same object
/// again: nobody writes to it, and making these was a third of the time that a simulation takes.
/// </summary>
internal sealed class ShapedObjects(ValueShapes shapes)
{
    private readonly Dictionary<(string Command, object About), (ExoObject Source, PSObject Shaped)> _made = [];

    public List<PSObject> Of(string command, List<ExoObject> sources)
    {
        var shaped = new List<PSObject>(sources.Count);
        for (var i = 0; i < sources.Count; i++)
        {
            var key = (command, sources[i].About ?? i);
            if (!_made.TryGetValue(key, out var made) || !IsSame(made.Source, sources[i]))
            {
                _made[key] = made = (sources[i], ShapedObject.Of(sources[i], shapes));
            }

            shaped.Add(made.Shaped);
        }

        return shaped;
    }

    private static bool IsSame(ExoObject one, ExoObject other) => one.SequenceEqual(other, Pairs.Instance);

    private sealed class Pairs : IEqualityComparer<KeyValuePair<string, object?>>
    {
        public static Pairs Instance { get; } = new();

        public bool Equals(KeyValuePair<string, object?> one, KeyValuePair<string, object?> other) => one.Key == other.Key
            && (Equals(one.Value, other.Value) || (one.Value is string[] left && other.Value is string[] right && left.SequenceEqual(right)));

        public int GetHashCode(KeyValuePair<string, object?> pair) => pair.Key.GetHashCode(StringComparison.Ordinal);
    }
}

/// <summary>One of them.</summary>
internal static class ShapedObject
{
    public static PSObject Of(ExoObject source, ValueShapes shapes)
    {
        var shaped = new PSObject();
        foreach (var (name, value) in source)
        {
            shaped.Properties.Add(new PSNoteProperty(name, Shaped(value, shapes)), preValidated: true);
        }

        return shaped;
    }

    private static object? Shaped(object? value, ValueShapes shapes) => value switch
    {
        ExoEnum { Text: var text } => shapes.Enums == EnumShape.Text ? text : Named(text, shapes.Enums == EnumShape.ObjectWithValue ? "Value" : "Name"),
        ExoIdentity { Text: var text } => shapes.Identities == IdentityShape.Text ? text : Named(text, "Name"),
        ExoSize { Bytes: var bytes } => Size(bytes, shapes.Sizes),
        ExoSpan { Value: var span } => span is { } known ? Span(known, shapes.Spans) : null,
        DateTime date => shapes.Dates switch
        {
            DateShape.IsoText => date.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
            DateShape.DateTimeLocal => date.ToLocalTime(),
            DateShape.DateTimeUnspecified => DateTime.SpecifyKind(date, DateTimeKind.Unspecified),
            _ => date,
        },
        _ => value,
    };

    private static object Size(long? bytes, SizeShape shape) => shape switch
    {
        SizeShape.Number when bytes is { } number => number,
        SizeShape.Object => Printed(ExoText.Size(bytes), ("IsUnlimited", bytes is null), ("Value", bytes is null ? null : ExoText.Size(bytes))),
        _ => ExoText.Size(bytes, shape == SizeShape.TextWithDots),
    };

    private static object Span(TimeSpan span, SpanShape shape) => shape switch
    {
        SpanShape.TimeSpan => span,
        SpanShape.DaysAndTicks => Printed(ExoText.Span(span), ("Days", span.Days), ("Ticks", span.Ticks)),
        _ => ExoText.Span(span),
    };

    private static PSObject Named(string text, string property) => Printed(text, (property, text));

    private static PSObject Printed(string text, params (string Name, object? Value)[] properties)
    {
        var value = new PSObject(new PrintedValue(text));
        foreach (var (name, one) in properties)
        {
            value.Properties.Add(new PSNoteProperty(name, one));
        }

        return value;
    }

    /// <summary>A deserialized value: it has some properties and remembers how it was printed.</summary>
    private sealed class PrintedValue(string text)
    {
        public override string ToString() => text;
    }
}
