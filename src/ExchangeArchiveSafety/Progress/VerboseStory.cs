using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Progress;

/// <summary>What <c>-Verbose</c> tells: one sentence a step, and in it the names of the tenant as they are safe to look at.</summary>
internal static class VerboseStory
{
    /// <summary>Tells one step.</summary>
    /// <param name="command">The cmdlet whose story it is; call it on the thread of its pipeline.</param>
    /// <param name="sentence">The sentence, a resource.</param>
    /// <param name="facts">What goes into it.</param>
    public static void Tell(this Cmdlet command, string sentence, params object?[] facts) => command.WriteVerbose(DisplayText.Sentence(sentence, facts));

    /// <summary>Tells what decided a verdict.</summary>
    public static void TellVerdict(this Cmdlet command, ArchiveMigrationConflict verdict) =>
        command.Tell(Messages.VerboseVerdict, verdict.Identity, verdict.State, string.Join(" ", verdict.Findings), verdict.Recommendation);

    /// <summary>Seconds as a sentence says them. They are told, and nothing is decided by them.</summary>
    public static double Seconds(this Stopwatch watch) => Math.Round(watch.Elapsed.TotalSeconds, 2);
}
