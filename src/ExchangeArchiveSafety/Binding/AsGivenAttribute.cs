using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Takes objects as they are, turning none of them to text: the cmdlet looks at each, and refuses what it does not know without showing what is in it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class AsGivenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData;
}
