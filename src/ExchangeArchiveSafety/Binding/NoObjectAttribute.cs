using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Refuses objects where text, a time or a word is meant. PowerShell would turn them to text with all that is in them, rows of migration files with their
/// passwords too, and show that in its error.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal class NoObjectAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a hashtable is what is meant.</summary>
    public bool TakesTable { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : inputData;
        foreach (var value in given is IEnumerable many and not string and not IDictionary ? many.Cast<object?>() : [given])
        {
            var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
            if ((plain is PSCustomObject && !IsFile((PSObject)value!)) || (plain is IDictionary && !TakesTable))
            {
                throw new ArgumentTransformationMetadataException(DisplayText.Sentence(Messages.ObjectGiven, PropertyNames.Describe(PropertyNames.Of(value!))));
            }
        }

        return inputData;
    }

    // One that came back from another session or from Import-Clixml is printed as its path.
    private static bool IsFile(PSObject value) => value.TypeNames.Contains("Deserialized.System.IO.FileInfo");
}
