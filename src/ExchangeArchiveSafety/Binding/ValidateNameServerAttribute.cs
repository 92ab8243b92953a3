using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Takes the address of a name server, and nothing that would itself have to be looked up.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ValidateNameServerAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (NameServerAddress.Parse(arguments as string ?? "") is null)
        {
            throw new ValidationMetadataException(DisplayText.Sentence(Messages.NoNameServer, arguments));
        }
    }
}
