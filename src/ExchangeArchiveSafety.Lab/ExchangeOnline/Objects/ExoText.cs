using System.Globalization;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>Values as Exchange prints them.</summary>
public static class ExoText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>For example <c>49.5 GB (53,150,121,984 bytes)</c>.</summary>
    public static string Size(long? bytes, bool withDots = false)
    {
        if (bytes is not { } number)
        {
            return "Unlimited";
        }

        var unit = 0;
        var rounded = (double)number;
        while (rounded >= 1024 && unit < Units.Length - 1)
        {
            rounded /= 1024;
            unit++;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{rounded:0.###} {Units[unit]} ({number:N0} bytes)");

        // A session under a German culture prints 49,5 GB (53.150.121.984 bytes).
        return withDots ? text.Replace('.', ';').Replace(',', '.').Replace(';', ',') : text;
    }

    public static string Span(TimeSpan span) =>
        span.Days == 0 ? span.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : span.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
