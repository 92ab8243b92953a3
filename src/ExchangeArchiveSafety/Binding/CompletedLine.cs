using System.Collections;

namespace ExchangeArchiveSafety.Binding;

/// <summary>What was typed when a completion is asked for.</summary>
/// <param name="Command">The command, as it was typed.</param>
/// <param name="Word">The beginning of the value, without quotes.</param>
/// <param name="Bound">The other arguments, as far as they can be told without running anything.</param>
internal sealed record CompletedLine(string Command, string Word, IDictionary Bound)
{
    private readonly TimeSpan _began = CompletionMemory.Now;

    /// <summary>How long the completion may still take.</summary>
    public TimeSpan Left => CompletionMemory.Limit - (CompletionMemory.Now - _began);

    /// <summary>The text of another argument; null where there is none.</summary>
    public string? Text(string parameter) => Bound.Contains(parameter) && Bound[parameter]?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the command has this verb.</summary>
    public bool Is(string verb) => Command.Substring(Command.LastIndexOf('\\') + 1).StartsWith(verb + "-", StringComparison.OrdinalIgnoreCase);
}
