using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Text;

/// <summary>
/// Marks what runs for every row. A million rows take half a second: the runtime would spend most of that in unoptimized code
/// before it noticed what is worth compiling well.
/// </summary>
internal static class Hot
{
#if NET
    public const MethodImplOptions Path = MethodImplOptions.AggressiveOptimization;
#else
    public const MethodImplOptions Path = 0;
#endif
}
