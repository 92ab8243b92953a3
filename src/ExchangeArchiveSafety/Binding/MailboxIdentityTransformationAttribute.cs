using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>
/// Takes what people have in their hands for <c>-Identity</c>. What names nothing becomes an error of that one value; only a file can be refused
/// here, so that PowerShell goes on and binds it to a parameter that takes files.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MailboxIdentityTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether files are meant for another parameter.</summary>
    public bool RefusesFiles { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return plain is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(Identity).ToArray()
            : (MailboxIdentity[])[Identity(inputData)];
    }

    private MailboxIdentity Identity(object? value)
    {
        if (RefusesFiles && IsFile(value))
        {
            // Only with this inner exception does PowerShell try the other parameters before it shows the sentence.
            var message = DisplayText.Sentence(Messages.FileIsNoMailbox, value);
            throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
        }

        return MailboxIdentity.From(value);
    }

    // Also one that came back from another session or from Import-Clixml.
    private static bool IsFile(object? value) => value is PSObject wrapped
        ? wrapped.BaseObject is FileSystemInfo || wrapped.TypeNames.Contains("Deserialized.System.IO.FileInfo")
        : value is FileSystemInfo;
}
