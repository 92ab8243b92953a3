using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Asks what completions offer, and remembers the answer for a minute, a failure too. The question runs in the runspace of the prompt, where the session's commands
/// live, and is stopped at the limit. What cannot be stopped and took far longer is not asked again: it would take as long at every key.
/// </summary>
/// <param name="elapsed">A watch.</param>
internal sealed class CompletionMemory(Func<TimeSpan> elapsed)
{
    /// <summary>How long a completion may take.</summary>
    public static TimeSpan Limit { get; private set; } = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly ConditionalWeakTable<Runspace, CompletionMemory> OfRunspaces = new();
    private readonly Dictionary<string, (IReadOnlyList<Suggestion> Values, TimeSpan Until)> _answers = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Stopwatch Running = Stopwatch.StartNew();

    /// <summary>What the watch of all completions says.</summary>
    public static TimeSpan Now => Running.Elapsed;

    private static CompletionMemory? Here => Runspace.DefaultRunspace is { } runspace ? OfRunspaces.GetValue(runspace, _ => new(() => Now)) : null;

    /// <summary>The values of files that the line names; none where they cannot be had in time.</summary>
    /// <param name="line">The line, whose time may be used up.</param>
    /// <param name="question">What tells the question from others.</param>
    /// <param name="ask">Asks.</param>
    public static IReadOnlyList<Suggestion> Values(CompletedLine line, string question, Func<StoppableCommand, IEnumerable<Suggestion>> ask) =>
        line.Left > TimeSpan.Zero ? Here?.Of(question, () => CompleteArgumentCommand.Run(ask, line.Left)) ?? [] : [];

    /// <summary>The values of the session. They are those of one connection: after another was made, what the former answered is no answer.</summary>
    /// <param name="line">The line, whose time may be used up.</param>
    /// <param name="question">What tells the question from others.</param>
    /// <param name="ask">Asks.</param>
    public static IReadOnlyList<Suggestion> OfSession(CompletedLine line, string question, Func<StoppableCommand, ExchangeSession, IEnumerable<Suggestion>> ask) =>
        line.Left <= TimeSpan.Zero || Here is not { } memory ? [] : CompleteArgumentCommand.Run(
            command =>
            {
                // Which connection it is says the session itself, without the tenant. That there is none is not kept: the next thing that somebody does is to connect.
                ExchangeSession? session = null;
                _ = memory.Of(
                    "session",
                    () =>
                    {
                        session = ExchangeSession.MayBeHere(command) ? ExchangeSession.Find(command, () => command.Stopping) : null;
                        return [];
                    },
                    isKept: false);
                return session is null ? [] : memory.Of(question + "\n" + session.Name, () => [.. ask(command, session)]);
            },
            line.Left);

    /// <summary>What is remembered, else what is answered now.</summary>
    /// <param name="question">What tells the question from others.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="isKept">Whether the answer is worth keeping. What took too long is kept, whatever it was.</param>
    public IReadOnlyList<Suggestion> Of(string question, Func<IReadOnlyList<Suggestion>> ask, bool isKept = true)
    {
        foreach (var old in _answers.Where(answer => answer.Value.Until <= elapsed()).Select(answer => answer.Key).ToList())
        {
            _ = _answers.Remove(old);
        }

        if (_answers.TryGetValue(question, out var known))
        {
            return known.Values;
        }

        var began = elapsed();
        var failed = false;
        IReadOnlyList<Suggestion> values = [];
        try
        {
            values = ask();
        }
        catch (Exception exception) when (exception is RuntimeException or ArchiveSafetyException or InvalidOperationException)
        {
            // No session, no permission, no time: nothing to offer.
            failed = true;
        }

        var took = elapsed() - began;
        if (isKept || took > (failed ? Limit : Limit + Limit))
        {
            _answers[question] = (values, took > Limit + Limit ? TimeSpan.MaxValue : elapsed() + Kept);
        }

        return values;
    }
}
