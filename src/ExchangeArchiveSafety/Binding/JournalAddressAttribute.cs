using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Takes the address of a journal. Of text that is no address PowerShell would show all in its error, with a signature that is in it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class JournalAddressAttribute : NoObjectAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        base.Transform(engineIntrinsics, inputData) is var given && (given is PSObject wrapped ? wrapped.BaseObject : given) is string text && !Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _)
            ? throw new ArgumentTransformationMetadataException(Messages.JournalAddressUnreadable)
            : given;
}
