using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Takes a time that an answer can be about: weeks before and after it are counted, so the first and last times that there are leave no room.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ValidateAsOfAttribute : ValidateArgumentsAttribute
{
    private const int FirstYear = 1990;
    private const int LastYear = 2999;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is DateTime { Year: < FirstYear or > LastYear } time)
        {
            throw new ValidationMetadataException(DisplayText.Sentence(Messages.NoAsOf, time, FirstYear, LastYear));
        }
    }
}
