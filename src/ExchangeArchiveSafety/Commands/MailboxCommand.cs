using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>What the cmdlets share that ask Exchange about mailboxes: which mailboxes, and the time the answer is about.</summary>
public abstract class MailboxCommand : StoppableCommand
{
    /// <summary>The mailboxes; everything that the cmdlet knows of where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid")]
    [AllowNull]
    [AllowEmptyCollection]
    [MailboxIdentityTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MailboxCompleter))]
    public virtual MailboxIdentity[]? Identity { get; set; }

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [WrittenTime]
    [ValidateAsOf]
    [ArgumentCompleter(typeof(AsOfCompleter))]
    public DateTime AsOf { get; set; } = Clock;

    private protected DateTime AsOfUtc => AsOf.ToUniversalTime();

    /// <summary>Whether mailboxes are named or come through the pipe.</summary>
    private protected bool IsNamed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity));

    /// <summary>How many are named; 0 where a pipeline brings them.</summary>
    private protected int Named => MyInvocation.ExpectingInput ? 0 : Identity?.Length ?? 0;

    /// <summary>The mailboxes of this call. Nothing where a name is meant is a mistake, and never every mailbox.</summary>
    private protected IEnumerable<MailboxIdentity> Identities()
    {
        foreach (var identity in Identity is { Length: > 0 } given ? given : [MailboxIdentity.From(null)])
        {
            ThrowIfStopping();
            yield return identity;
        }
    }

    /// <summary>Ends the command where mailboxes are named and come through the pipe as well; the binder would refuse each object and show it.</summary>
    private protected void EnsureOneSource()
    {
        if (MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
        {
            throw this.Terminating(ErrorIds.ParameterConflict, nameof(Identity), Messages.IdentityAndPipe);
        }
    }
}
