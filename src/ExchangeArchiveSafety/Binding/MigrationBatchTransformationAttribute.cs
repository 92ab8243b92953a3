using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Takes batches as Get-MigrationBatch gives them for <c>-MigrationBatch</c>: by their GUID where there is one, since names repeat.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class MigrationBatchTransformationAttribute : NoObjectAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return base.Transform(engineIntrinsics, plain is IEnumerable many and not string and not IDictionary ? many.Cast<object?>().Select(Name).ToArray() : Name(inputData)!);
    }

    private static object? Name(object? value)
    {
        if (value is null || PSObject.AsPSObject(value) is not { BaseObject: not string } source || !MailboxIdentity.IsBatch(source))
        {
            return value;
        }

        var batch = TenantReader.Batch(source);
        return batch.BatchGuid != Guid.Empty ? batch.BatchGuid.ToString() : batch.Identity;
    }
}
