using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>The ids of all errors that commands of the module gave in this process, whichever test they were for.</summary>
internal static class ProducedErrors
{
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    public static IEnumerable<string> Ids => Seen.Keys;

    public static void Add(IEnumerable<ErrorRecord> errors)
    {
        foreach (var error in errors)
        {
            Seen[Outcome.Id(error)] = true;
        }
    }
}
