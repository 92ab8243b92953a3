using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Takes live groups as they are, and anything else for null: the cmdlet then refuses all that it was given, where the binder would report
/// one object and go on with the rest of a plan.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class DuplicateGroupTransformationAttribute : ArgumentTransformationAttribute
{
    // What the binder hands on is the array that it was given here.
    private static readonly ConditionalWeakTable<ArchiveDuplicateGroup?[], string> Names = new();

    /// <summary>Describes the properties of the first object that was taken for null; null where there was no object.</summary>
    public static string? NamesOf(ArchiveDuplicateGroup?[] groups) => Names.TryGetValue(groups, out var names) ? names : null;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        object?[] given = value is IEnumerable many and not string ? [.. many.Cast<object?>()] : [inputData];
        var groups = Array.ConvertAll(given, One);
        if (Array.IndexOf(groups, null) is var foreign && foreign >= 0 && given[foreign] is { } other)
        {
            Names.Add(groups, PropertyNames.Describe(PropertyNames.Of(other)));
        }

        return groups;
    }

    private static ArchiveDuplicateGroup? One(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) as ArchiveDuplicateGroup;
}
