using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Takes live groups as they are, and anything else for null: the cmdlet then refuses all that it was given, where the binder would report
/// one object and go on with the rest of a plan.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class DuplicateGroupTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IEnumerable many and not string
            ? many.Cast<object?>().Select(One).ToArray()
            : new[] { One(value) };
    }

    private static ArchiveDuplicateGroup? One(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) as ArchiveDuplicateGroup;
}
