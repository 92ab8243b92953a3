using System.Globalization;
using ExchangeArchiveSafety.Lab.Building;

namespace ExchangeArchiveSafety.Lab.Serving;

/// <summary>The options of the verb <c>serve</c>.</summary>
/// <param name="Port">0 takes any free port.</param>
/// <param name="Preset">The tenant's name.</param>
/// <param name="Seed">What the tenant's ids follow from; null for ids that nobody has had.</param>
/// <param name="UrlsFile">Gets the address once the tenant answers, for scripts that wait for it.</param>
public sealed record ServeOptions(int Port, string Preset, ulong? Seed, string? UrlsFile)
{
    /// <exception cref="FormatException">Says what is wrong with the arguments.</exception>
    public static ServeOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ServeOptions(0, "contoso", null, null);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
            {
                throw new FormatException($"{arguments[i]} needs a value.");
            }

            var value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--port" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => options with { Port = port },
                "--port" => throw new FormatException($"'{value}' is no port."),
                "--preset" when Presets.Names.Contains(value) => options with { Preset = value },
                "--preset" => throw new FormatException($"There is no preset '{value}'. There are: {string.Join(", ", Presets.Names)}."),
                "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                "--seed" => throw new FormatException($"'{value}' is no seed; it is a number from 0."),
                "--urls-file" => options with { UrlsFile = value },
                var unknown => throw new FormatException($"Unknown option {unknown}."),
            };
        }

        return options;
    }
}
