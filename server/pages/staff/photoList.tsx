import type { ReactElement } from 'react';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';

interface PhotosProps {
  readonly say: Say;
  readonly details: StudentDetails;
  readonly here: string;
}

/** The identification photos, newest of each kind last; every retake is kept and shown. */
export function Photos({ say, details, here }: PhotosProps): ReactElement {
  const { photos, row, student } = details;
  const skipped = row.parameters.identification === 'skip';
  return (
    <section className="card" aria-labelledby="photos-title">
      <h2 id="photos-title">{say('student.photos')}</h2>
      <div data-fresh-part="photos">
        {photos.length === 0 && (
          <p className="quiet">{say(skipped ? 'student.photosSkipped' : 'student.photosEmpty')}</p>
        )}
        <ul className="photos">
          {photos.map((photo) => {
            const kind = say(`photoKind.${photo.kind}`);
            const faults = photo.overridden.map((fault) => say(`photoFault.${fault}`)).join(', ');
            return (
              <li key={photo.id}>
                <a href={`${here}/photos/${photo.id}`} target="_blank" rel="noopener">
                  <img
                    src={`${here}/photos/${photo.id}`}
                    width={photo.width}
                    height={photo.height}
                    loading="lazy"
                    alt={say('student.photo', { name: student.name, kind })}
                  />
                  <span className="unseen">{say('student.photoOpen')}</span>
                </a>
                <span className="quiet">
                  {kind}, <Moment say={say} at={photo.at} />
                </span>
                {faults !== '' && (
                  <span className="warned">{say('student.overridden', { faults })}</span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
