using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Looks at everything that any test makes the module say, show or write, for what lets somebody in.</summary>
internal static partial class SecretWatch
{
    private static readonly ConcurrentDictionary<string, bool> Found = new(StringComparer.Ordinal);

    /// <summary>Where secrets were shown in this process, each with the beginning of the text.</summary>
    public static IEnumerable<string> Leaks => Found.Keys;

    /// <summary>How many texts were looked at, so that nobody takes a watch that sees nothing for a clean run.</summary>
    public static int Seen => _seen;

    private static int _seen;

    public static bool Shows(string text) => Secret().IsMatch(text);

    public static void See(string? text, string where)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        _ = Interlocked.Increment(ref _seen);
        if (Shows(text))
        {
            Found[where + ": " + text[..Math.Min(text.Length, 300)]] = true;
        }
    }

    /// <summary>Everything that a pipeline left behind; of its objects those of the module.</summary>
    public static void See(Outcome outcome)
    {
        foreach (var error in outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>())
        {
            See(error.ToString(), "error");
            See(error.ErrorDetails?.RecommendedAction, "advice");
            See(error.CategoryInfo.ToString(), "category");
            See(error.TargetObject?.ToString(), "target");
            for (var exception = error.Exception; exception is not null; exception = exception.InnerException)
            {
                See(exception.Message, "exception");
            }
        }

        foreach (var text in outcome.Warnings.Concat(outcome.Verbose).Concat(outcome.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}")))
        {
            See(text, "stream");
        }

        foreach (var item in outcome.Output.Where(item => item?.BaseObject.GetType().Assembly.GetName().Name?.StartsWith("ExchangeArchiveSafety", StringComparison.Ordinal) == true))
        {
            foreach (var property in item.BaseObject.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && (property.PropertyType == typeof(string) || property.PropertyType == typeof(Uri))))
            {
                See(property.GetValue(item.BaseObject)?.ToString(), item.BaseObject.GetType().Name + "." + property.Name);
            }
        }
    }

    /// <summary>A token as Entra ID and the lab give it, the signature of an address of Azure Storage, a client's secret, and what goes before a token on the wire.</summary>
    [GeneratedRegex(@"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|[?&]sig=(?!REDACTED)[\w%+/]{6}|Z2VoZWltJTJG|not a real secret|\bBearer [\w-]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
