using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Takes the names of the properties of an object for the object. A parameter of this kind takes whatever no other takes, so that the cmdlet says what is wrong with
/// it; PowerShell would show the object.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class PropertyNamesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData is null ? [] : PropertyNames.Of(inputData).ToArray();
}
