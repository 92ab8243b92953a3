using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>The Exchange commands of one connection, called by name.</summary>
internal interface IExchangeSession
{
    /// <summary>What Get-ConnectionInformation says of the connection whose commands are used; null where it says nothing.</summary>
    ExchangeConnection? Connection { get; }

    /// <summary>Whether the session grants a cmdlet.</summary>
    bool Has(string cmdlet);

    /// <summary>Whether the session grants a parameter of a cmdlet.</summary>
    bool Has(string cmdlet, string parameter);

    /// <summary>Whether a Get-EXO* cmdlet is there and speaks to the same connection as the other commands: these always use the most recent one.</summary>
    bool HasForThisConnection(string cmdlet);

    /// <summary>Calls an Exchange command and returns what it wrote.</summary>
    /// <param name="cmdlet">Name without prefix.</param>
    /// <param name="parameters">Its parameters; all of them must be granted.</param>
    /// <exception cref="ExchangeCallException">It is not granted, reported an error, or its answer may be cut off.</exception>
    /// <exception cref="PipelineStoppedException">The caller was asked to stop.</exception>
    IReadOnlyList<PSObject> Call(string cmdlet, params (string Name, object? Value)[] parameters);

    /// <summary>Calls a writing command, which must not ask or pretend: the module has asked already.</summary>
    void Write(string cmdlet, params (string Name, object? Value)[] parameters);
}
