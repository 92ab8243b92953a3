using System.Globalization;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>The options of the verb <c>simulate</c>.</summary>
/// <param name="Seeds">How many seeds.</param>
/// <param name="First">The first of them.</param>
/// <param name="Days">How many days each lives.</param>
public sealed record SimulateOptions(int Seeds, ulong First, int Days)
{
    /// <exception cref="FormatException">Says what is wrong with the arguments.</exception>
    public static SimulateOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulateOptions(1, 1, 60);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.");
            if (!ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new FormatException($"'{value}' is no number from 0.");
            }

            options = arguments[i] switch
            {
                "--seeds" when number is > 0 and < int.MaxValue => options with { Seeds = (int)number },
                "--first" => options with { First = number },
                "--days" when number is > 0 and <= 3650 => options with { Days = (int)number },
                "--seeds" or "--days" => throw new FormatException($"{arguments[i]} {value} is too few or too many."),
                var unknown => throw new FormatException($"Unknown option {unknown}."),
            };
        }

        return options;
    }
}
