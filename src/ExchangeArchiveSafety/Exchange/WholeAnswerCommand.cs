using System.Collections.ObjectModel;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// Stands behind each Exchange command in its pipeline and marks the end of its answer. A command that leaves by <c>exit</c> or <c>break</c> ends the pipeline
/// without an error, and what it had not written yet would look like nothing.
/// </summary>
[Cmdlet(VerbsLifecycle.Complete, "Answer")]
internal sealed class WholeAnswerCommand : Cmdlet
{
    private static readonly PSObject End = new(new object());

    /// <summary>The command to add at the end of a pipeline; it is not exported.</summary>
    public static CommandInfo Command { get; } = new CmdletInfo("Complete-Answer", typeof(WholeAnswerCommand));

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Takes the mark away; false where it is missing.</summary>
    public static bool TakeEnd(Collection<PSObject> output)
    {
        var isWhole = output.Count > 0 && ReferenceEquals(output[output.Count - 1]?.BaseObject, End.BaseObject);
        if (isWhole)
        {
            output.RemoveAt(output.Count - 1);
        }

        return isWhole;
    }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            WriteObject(InputObject);
        }
    }

    protected override void EndProcessing() => WriteObject(End);
}
