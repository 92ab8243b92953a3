using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>A value that a completion offers.</summary>
/// <param name="Text">The value.</param>
/// <param name="About">What there is to say of it.</param>
/// <param name="Names">Other names by which somebody may begin to type it.</param>
internal sealed record Suggestion(string Text, string? About = null, params string?[] Names)
{
    /// <summary>Whether what was typed is the beginning of one of its names.</summary>
    public bool Fits(string word) => Array.Exists([Text, .. Names], name => name is not null && (NamePattern.Fits(word, name) || name.StartsWith(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>As PowerShell takes it: what is put on the line is one argument, what is shown hides nothing.</summary>
    public CompletionResult Result() => new(
        ArgumentText.Of(Text), DisplayText.EscapeShort(Text), CompletionResultType.ParameterValue, DisplayText.Escape(string.IsNullOrWhiteSpace(About) ? Text : About));
}
