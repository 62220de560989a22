import { Pause, Play, RotateCcw, RotateCw, StepBack, StepForward, Volume2, VolumeX } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { playerRates } from './use-player.ts'
import type { Player } from './use-player.ts'

export interface PlayerControlsProps {
  readonly player: Player
  readonly isVideo: boolean
  /** What the user should know before trusting a step of one frame; empty when there is nothing. */
  readonly note: string
}

/** Play, seek, step and speed, on one calm line under the picture. */
export function PlayerControls({ player, isVideo, note }: PlayerControlsProps) {
  const { reader: words } = useMessages()
  const formats = useFormats()
  const [at, end] = [formats.duration(player.timeMs), formats.duration(player.durationMs)]
  return (
    <div className="player-controls" role="toolbar" aria-label={words.controls}>
      <input
        className="player-position"
        type="range"
        min={0}
        max={player.durationMs}
        step={100}
        value={Math.min(player.timeMs, player.durationMs)}
        aria-label={words.position}
        aria-valuetext={words.positionOf(at, end)}
        style={
          { '--share': player.durationMs > 0 ? player.timeMs / player.durationMs : 0 } as React.CSSProperties
        }
        onChange={(event) => player.seek(Number(event.target.value))}
      />
      <div className="player-line">
        <IconButton label={words.back} onPress={() => player.skip(-5000)}>
          <RotateCcw size={16} />
        </IconButton>
        <IconButton label={player.isPlaying ? words.pause : words.play} onPress={player.toggle}>
          {player.isPlaying ? <Pause size={18} /> : <Play size={18} />}
        </IconButton>
        <IconButton label={words.forward} onPress={() => player.skip(5000)}>
          <RotateCw size={16} />
        </IconButton>
        {isVideo && <FrameSteps player={player} note={note} />}
        <span className="player-time">{words.positionOf(at, end)}</span>
        <span className="reader-bar-gap" />
        <IconButton label={player.isMuted ? words.unmute : words.mute} onPress={player.toggleMuted}>
          {player.isMuted ? <VolumeX size={16} /> : <Volume2 size={16} />}
        </IconButton>
        <Select
          label={words.speed}
          isLabelHidden
          look="quiet"
          choices={playerRates.map((rate) => ({ id: String(rate), label: `${rate}×` }))}
          value={String(player.rate)}
          onChange={(rate) => player.setRate(Number(rate))}
        />
      </div>
    </div>
  )
}

function FrameSteps({ player, note }: { player: Player; note: string }) {
  const { reader: words } = useMessages()
  const label = (step: string) => (note === '' ? step : `${step}. ${note}`)
  return (
    <>
      <IconButton label={label(words.previousFrame)} onPress={() => player.stepFrame(-1)}>
        <StepBack size={16} />
      </IconButton>
      <IconButton label={label(words.nextFrame)} onPress={() => player.stepFrame(1)}>
        <StepForward size={16} />
      </IconButton>
    </>
  )
}
