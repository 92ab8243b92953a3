namespace System.Runtime.CompilerServices;

/// <summary>
/// Lets the compiler emit init-only properties for netstandard2.0, which lacks this marker. Core has its own on net8.0 too: the marker is part of the signature of a property, and
/// the cmdlets are one assembly that calls either build.
/// </summary>
internal static class IsExternalInit;
