namespace ExchangeArchiveSafety;

/// <summary>A question to the tenant that got no usable answer.</summary>
/// <param name="Cmdlet">The Exchange cmdlet that was called or is missing.</param>
/// <param name="Parameter">The parameter that the session's cmdlet lacks; null where the call itself failed.</param>
/// <param name="MissingPermission">Whether the cmdlet or parameter is not there, which in a connected session means a missing role.</param>
/// <param name="Message">What Exchange said, or what is wrong with the answer.</param>
public sealed record ReadFailure(string Cmdlet, string? Parameter, bool MissingPermission, string Message);
