using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Completes an argument. It never fails, and an empty answer is one too: PowerShell would offer the files of the current folder instead.</summary>
internal abstract class ValueCompleter : IArgumentCompleter
{
    private const int Most = 200;

    /// <inheritdoc/>
    public virtual IEnumerable<CompletionResult>? CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var line = new CompletedLine(commandName, ArgumentText.Word(wordToComplete), fakeBoundParameters);
            return [.. Values(line)
                .Where(value => value.Text.Length > 0 && value.Fits(line.Word))
                .GroupBy(value => value.Text, StringComparer.OrdinalIgnoreCase)
                .Take(Most)
                .Select(same => same.First().Result())];
        }
#pragma warning disable CA1031 // Whatever it is, somebody who presses a key is no place to tell it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>What may stand there, the likeliest first.</summary>
    /// <param name="line">What was typed so far.</param>
    protected abstract IEnumerable<Suggestion> Values(CompletedLine line);
}
