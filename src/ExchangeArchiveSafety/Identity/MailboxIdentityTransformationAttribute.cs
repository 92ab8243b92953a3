using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>Takes what people have in their hands for <c>-Identity</c>. Never fails: what names nothing becomes an error of that one value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MailboxIdentityTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return plain is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(MailboxIdentity.From).ToArray()
            : (MailboxIdentity[])[MailboxIdentity.From(inputData)];
    }
}
