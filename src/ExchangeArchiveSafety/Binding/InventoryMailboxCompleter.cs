using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Mailboxes of an inventory, which takes longer to read than a completion may: nothing is offered. Where the line names no inventory another parameter takes the
/// place, and PowerShell wants no answer at all from this one, or it offers a line that is empty.
/// </summary>
internal sealed class InventoryMailboxCompleter() : ListCompleter
{
    /// <inheritdoc/>
    public override IEnumerable<CompletionResult>? CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        fakeBoundParameters.Contains(nameof(FindArchiveDuplicatesCommand.InventoryPath))
        || commandAst.CommandElements.OfType<CommandParameterAst>().Any(one => one.ParameterName.Equals(nameof(FindArchiveDuplicatesCommand.Mailbox), StringComparison.OrdinalIgnoreCase)) ? [] : null;
}
