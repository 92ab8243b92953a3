using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// Reads properties of what Exchange commands return, in every shape that was seen or reported: plain values, text, enums, deserialized objects, objects with
/// .Value or .Name. A property that is absent, throws or makes no sense is not known; it is never taken for false, zero or empty.
/// </summary>
internal static class PropertyReader
{
    // Without a year the clock would give one.
    private static readonly Regex HasYear = new("[0-9]{4}", RegexOptions.CultureInvariant);
    private static readonly Regex BeginsWithDay = new(@"^\s*[0-9]{1,2}\s*[.-]", RegexOptions.CultureInvariant);

    /// <summary>The first of these properties that the object has.</summary>
    public static Known<object?> Raw(PSObject source, params string[] names)
    {
        foreach (var name in names)
        {
            try
            {
                if (source.Properties[name] is { } property)
                {
                    return new(property.Value);
                }
            }
            catch (GetValueException)
            {
                // A property that cannot be computed was not returned.
            }
        }

        return default;
    }

    public static Known<string?> Text(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return raw.IsKnown ? new(AsText(raw.Value)) : default;
    }

    public static Known<bool> Flag(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return !raw.IsKnown ? default : Base(raw.Value) is bool flag ? flag
            : bool.TryParse(AsText(raw.Value)?.Trim().TrimStart('$'), out var parsed) ? parsed
            : default(Known<bool>);
    }

    public static Known<Guid> Guid(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return !raw.IsKnown ? default : Base(raw.Value) is System.Guid guid ? guid
            : System.Guid.TryParse(AsText(raw.Value), out var parsed) ? parsed
            : default(Known<Guid>);
    }

    public static Known<int> Number(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return raw.IsKnown && int.TryParse(AsText(raw.Value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : default(Known<int>);
    }

    /// <summary>How many of something there are.</summary>
    public static Known<long> Count(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return raw.IsKnown && long.TryParse(AsText(raw.Value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count >= 0 ? count : default(Known<long>);
    }

    /// <summary>A time in UTC; null where Exchange says none. A time without zone counts as UTC.</summary>
    public static Known<DateTime?> Time(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        if (!raw.IsKnown)
        {
            return default;
        }

        return Base(raw.Value) switch
        {
            null => new(null),
            DateTime time => new(Utc(time)),
            DateTimeOffset time => new(time.UtcDateTime),
            _ when string.IsNullOrWhiteSpace(AsText(raw.Value)) => new(null),
            _ => ParseTime(AsText(raw.Value)!) is { } parsed ? new(parsed) : default,
        };
    }

    /// <summary>
    /// Text as a UTC time; null where it is none. Exchange writes 2/27/2026 3:04:05 AM or 2026-02-27; where numbers stand before the year with dots or dashes the day
    /// comes first, and read the other way round the time would be another one.
    /// </summary>
    public static DateTime? ParseTime(string text) =>
        HasYear.IsMatch(text) && !BeginsWithDay.IsMatch(text) && DateTime.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static Known<TimeSpan?> Span(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        if (!raw.IsKnown)
        {
            return default;
        }

        if (raw.Value is null || Base(raw.Value) is TimeSpan)
        {
            return new((TimeSpan?)Base(raw.Value));
        }

        // A deserialized EnhancedTimeSpan has Days and Ticks, its text reads 730.00:00:00.
        if (raw.Value is PSObject { } value && Base(value) is not string && Text(value, "Ticks").Or(null) is { } ticks
            && long.TryParse(ticks, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count))
        {
            return new(TimeSpan.FromTicks(count));
        }

        var text = AsText(raw.Value)?.Trim();
        return string.IsNullOrEmpty(text) || string.Equals(text, "Unlimited", StringComparison.OrdinalIgnoreCase) ? new(null)
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? new(span)
            : default;
    }

    /// <summary>A size in bytes; null for Unlimited. Text like <c>49.5 GB (53,150,121,984 bytes)</c>, with any group mark, or a bare number.</summary>
    public static Known<long?> Size(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return raw.IsKnown ? AsSize(raw.Value) : default;
    }

    /// <summary>A size that cannot be Unlimited.</summary>
    public static Known<long> Bytes(PSObject source, params string[] names) => Size(source, names).Or(null) is { } bytes ? bytes : default(Known<long>);

    /// <summary>Texts of a collection; a single value counts as one.</summary>
    public static Known<IReadOnlyList<string>> Texts(PSObject source, params string[] names)
    {
        var raw = Raw(source, names);
        return raw.IsKnown && raw.Value is not null ? new([.. AsTexts(raw.Value)]) : default;
    }

    /// <summary>The value as text: itself, its .Value or .Name, else what it prints. An enum that was deserialized prints its name.</summary>
    public static string? AsText(object? value)
    {
        if (Base(value) is null)
        {
            return null;
        }

        if (Base(value) is string text)
        {
            return text;
        }

        if (value is PSObject wrapped && wrapped.BaseObject is PSCustomObject)
        {
            foreach (var name in new[] { "Value", "Name" })
            {
                if (Raw(wrapped, name) is { IsKnown: true, Value: { } inner } && !IsNumber(Base(inner)))
                {
                    return AsText(inner);
                }
            }
        }
        else if (Base(value) is { } plain && !plain.GetType().IsPrimitive && !plain.GetType().IsEnum && plain is not (System.Guid or DateTime or TimeSpan or DateTimeOffset)
            && Raw(PSObject.AsPSObject(plain), "Value") is { IsKnown: true, Value: { } inner } && Base(inner) is string or Enum)
        {
            return AsText(inner);
        }

        return Base(value) is IFormattable number && value is not PSObject ? number.ToString(null, CultureInfo.InvariantCulture) : value!.ToString();
    }

    private static Known<long?> AsSize(object? value)
    {
        switch (Base(value))
        {
            case null:
                return default;
            case long or int or short or uint or ulong or double or decimal:
                return new(Convert.ToInt64(Base(value), CultureInfo.InvariantCulture));
        }

        if (value is PSObject { BaseObject: PSCustomObject } wrapped)
        {
            if (Flag(wrapped, "IsUnlimited").Is(true))
            {
                return new(null);
            }

            if (Raw(wrapped, "Value") is { IsKnown: true, Value: { } inner })
            {
                return AsSize(inner);
            }
        }

        return ParseSize(value!.ToString() ?? "");
    }

    internal static Known<long?> ParseSize(string text)
    {
        text = text.Trim();
        if (string.Equals(text, "Unlimited", StringComparison.OrdinalIgnoreCase))
        {
            return new(null);
        }

        var open = text.LastIndexOf('(');
        if (open >= 0)
        {
            var digits = new StringBuilder();
            foreach (var c in text.Substring(open).Where(c => c is >= '0' and <= '9'))
            {
                _ = digits.Append(c);
            }

            return long.TryParse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var exact) ? new(exact) : default;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
        {
            return new(plain);
        }

        var parts = text.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        var unit = parts.Length == 2 ? Array.IndexOf(Units, parts[1].ToUpperInvariant()) : -1;
        return unit >= 0 && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new((long)(number * Math.Pow(1024, unit)))
            : default(Known<long?>);
    }

    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    private static IEnumerable<string> AsTexts(object value)
    {
        if (Base(value) is IEnumerable list and not string and not IDictionary)
        {
            foreach (var item in list)
            {
                if (AsText(item) is { Length: > 0 } text)
                {
                    yield return text;
                }
            }
        }
        else if (AsText(value) is { Length: > 0 } single)
        {
            yield return single;
        }
    }

    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static bool IsNumber(object? value) => value is int or long or short or byte or uint or ulong;
}
